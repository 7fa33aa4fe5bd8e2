import { parseObject } from '../../publish/sealed-json.ts';
import type { Saved } from './against.ts';

/**
 * What a saved feed, or a hash from a printed page, proves about the site's ledger: the hashes of lines, and
 * the checkpoint of that time. Undefined for any other text.
 */
export function keptLines(text: string): Pick<Saved, 'checkpoint' | 'lines'> | undefined {
  const [alone] = /^[0-9a-f]{64}$/.exec(text.trim()) ?? [];
  if (alone !== undefined) return { lines: [alone] };
  const feed = parseObject(text);
  const kept = feed ? inJson(feed) : inXml(text);
  return kept.lines.length > 0 || kept.checkpoint !== undefined ? kept : undefined;
}

function inXml(text: string) {
  const lines = [...text.matchAll(/<ledger:line>([0-9a-f]{64})<\/ledger:line>/g)];
  const [, checkpoint] = /<ledger:checkpoint>([^<]*)<\/ledger:checkpoint>/.exec(text) ?? [];
  return { checkpoint, lines: lines.map(([, line = '']) => line) };
}

function inJson(feed: Readonly<Record<string, unknown>>) {
  const items: readonly unknown[] = Array.isArray(feed['items']) ? feed['items'] : [];
  return {
    checkpoint: memberOf(feed, 'checkpoint'),
    lines: items.flatMap((item) => memberOf(item, 'line') ?? []),
  };
}

/** A member of our extension of JSON Feed. */
function memberOf(object: unknown, name: 'checkpoint' | 'line'): string | undefined {
  const extension = (object as { readonly _incident_press?: unknown } | null)?._incident_press;
  const value = (extension as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
