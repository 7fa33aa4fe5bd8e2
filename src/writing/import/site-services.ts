import { isMap, isSeq, parseDocument } from 'yaml';
import type { YAMLSeq } from 'yaml';
import { contentEnd, lineEnd } from '../../source/edit/find-end.ts';
import { writeFlowItem } from '../../source/edit/write-yaml.ts';
import type { NewService } from './service-ids.ts';

/**
 * site.yaml with more services after those it has. Everything else stays: the order, the comments, and the
 * way it is written. Undefined if `services` is not a list that can be added to.
 */
export function withServices(yaml: string, added: readonly NewService[]): string | undefined {
  if (added.length === 0) return yaml;
  const text = yaml === '' || yaml.endsWith('\n') ? yaml : `${yaml}\n`;
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const services = document.get('services');
  if (services === undefined || services === null) {
    if (document.has('services')) return undefined;
    return `${text}services:\n${added.map((service) => itemOf(service, 2)).join('')}`;
  }
  if (!isSeq(services)) return undefined;
  return services.flow === true
    ? addedBetweenBrackets(text, services, added)
    : appended(text, services, added);
}

function addedBetweenBrackets(text: string, services: YAMLSeq, added: readonly NewService[]): string {
  const last = services.items.at(-1) as Parameters<typeof contentEnd>[0] | undefined;
  const [start = 0] = services.range ?? [];
  const at = last === undefined ? start + 1 : contentEnd(last, text);
  const items = added.map(({ id, name, group, description }) =>
    writeFlowItem({ id, name, description, group }),
  );
  return `${text.slice(0, at)}${last === undefined ? '' : ', '}${items.join(', ')}${text.slice(at)}`;
}

function appended(text: string, services: YAMLSeq, added: readonly NewService[]): string | undefined {
  const token = services.srcToken;
  const last = services.items.at(-1) as Parameters<typeof contentEnd>[0] | undefined;
  if (token?.type !== 'block-seq' || last === undefined) return undefined;
  const at = lineEnd(contentEnd(last, text), token.indent, text);
  const lines = added.map((service) => itemOf(service, token.indent)).join('');
  const before = text.slice(0, at + 1);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${lines}${text.slice(at + 1)}`;
}

function itemOf({ id, name, group, description }: NewService, indent: number): string {
  const space = ' '.repeat(indent);
  const lines = [
    `- id: ${id}`,
    `  name: ${JSON.stringify(name)}`,
    ...(description === undefined ? [] : [`  description: ${JSON.stringify(description)}`]),
    ...(group === undefined ? [] : [`  group: ${JSON.stringify(group)}`]),
  ];
  return lines.map((line) => `${space}${line}\n`).join('');
}
