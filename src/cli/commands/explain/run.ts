import { styleText } from 'node:util';
import { catalogue, isCode } from '../../../diagnostics/catalogue.ts';
import type { Code } from '../../../diagnostics/catalogue.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import { readExample } from '../../../host/examples.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExplainCommand } from './options.ts';
import { EXIT, wantsColour } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { indent, NARROW, wrap } from '../../../diagnostics/formats/wrap.ts';
import { Refused } from '../../../host/refused.ts';
import { printJson } from '../../terminal/json.ts';

/** `explain`: one code with its example, or a list of all codes. */
export function run(command: Shared & ExplainCommand, world: World): ExitCode {
  const codes = Object.keys(catalogue) as Code[];
  if (command.code === undefined) {
    const lines = codes.map(
      (code) => `${code}  ${catalogue[code].severity.padEnd(7)}  ${catalogue[code].title}\n`,
    );
    if (command.json) printJson(catalogue, world);
    else world.stdout.write(lines.join(''));
    return EXIT.fine;
  }
  const code = command.code.toUpperCase().replace(/^\d{1,3}$/, (number) => `INC${number.padStart(3, '0')}`);
  if (!isCode(code)) {
    const guess = nearest(code, codes);
    throw new Refused(
      'usage',
      `${command.code} is not a code`,
      guess ? `Did you mean ${guess}?` : 'Run `incident-press explain` to list them all.',
    );
  }
  const example = readExample(code);
  if (command.json) printJson({ code, ...catalogue[code], ...example }, world);
  else world.stdout.write(describe(code, example, wantsColour(world, world.stdout, command.colour)));
  return EXIT.fine;
}

function describe(code: Code, example: ReturnType<typeof readExample>, colour: boolean): string {
  const paint = (style: 'bold' | 'dim', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const { severity, title, why, fix } = catalogue[code];
  const parts = [
    `${paint('bold', `${code}  ${title}`)} ${paint('dim', `(${severity})`)}`,
    wrap(why, NARROW),
    wrap(fix, NARROW),
  ];
  if (example?.input !== undefined)
    parts.push(`${paint('dim', 'Example')}\n${indent(example.input.trimEnd())}`);
  if (example)
    parts.push(`${paint('dim', 'What the program reports')}\n${indent(example.expected.trimEnd())}`);
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}
