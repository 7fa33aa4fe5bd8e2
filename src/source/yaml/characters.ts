import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf, replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { FIXED_KEYS, insideTexts, KNOWN_KEYS } from './line.ts';
import type { World } from './problems.ts';

/** Characters that look like those YAML wants, or are invisible, and the names people know them by. */
const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'a no-break space',
  '\u202f': 'a narrow no-break space',
  '\u2007': 'a figure space',
  '\u2009': 'a thin space',
  '\u3000': 'an ideographic space',
  '\u200b': 'a zero-width space',
  '\u200c': 'a zero-width non-joiner',
  '\u200d': 'a zero-width joiner',
  '\u200e': 'a left-to-right mark',
  '\u200f': 'a right-to-left mark',
  '\u2060': 'a word joiner',
  '\ufeff': 'a byte order mark',
  '\u00ad': 'a soft hyphen',
  '：': 'a full-width colon',
  '，': 'a full-width comma',
  '、': 'an ideographic comma',
  '–': 'an en dash',
  '—': 'an em dash',
  '−': 'a minus sign',
  '“': 'a typographic quotation mark',
  '”': 'a typographic quotation mark',
  '„': 'a typographic quotation mark',
  '‘': 'a typographic quotation mark',
  '’': 'a typographic quotation mark',
};

const STRANGE = new RegExp(`[${Object.keys(NAMES).join('')}]`, 'u');
const SPACES = /[\u00a0\u202f\u2007\u2009\u3000]/g;
const UNSEEN = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

const LINE =
  /^((?:\s|[\u200b-\u200f\u2060\ufeff\u00ad]|[-–—−](?=[\s\u200b]))*)([A-Za-z_][\w\u200b-\u200f\u2060\ufeff\u00ad-]*)([\s\u200b-\u200f\u2060\ufeff]*[:：][\s\u200b-\u200f\u2060\ufeff]*)(.*)$/u;

/** Invisible and typographic characters where YAML wants plain ones, and the text with plain ones there. */
export function plainCharacters(world: World): { readonly yaml: string; readonly diagnostics: Diagnostic[] } {
  if (!STRANGE.test(world.yaml)) return { yaml: world.yaml, diagnostics: [] };
  const lines = world.yaml.split('\n');
  const isText = insideTexts(lines);
  const diagnostics: Diagnostic[] = [];
  const plain = lines.map((line, index) => {
    const right = isText[index] || !STRANGE.test(line) ? line : plainLine(line);
    if (right !== line) diagnostics.push(strangeCharacter(line, right, world.firstLine + index, world));
    return right;
  });
  return { yaml: plain.join('\n'), diagnostics };
}

function plainLine(line: string): string {
  const [, lead = '', key = '', gap = '', value = ''] = LINE.exec(line) ?? [];
  const name = key.replaceAll(UNSEEN, '');
  if (!KNOWN_KEYS.has(name)) return STRANGE.test(line) && /^[\s\u200b\ufeff]*$/u.test(line) ? '' : line;
  // A colon in a sentence that begins with the word `text` is not a key.
  if (gap.includes('：') && value === '' && lead === '') return line;
  const start = lead.replaceAll(UNSEEN, '').replaceAll(SPACES, ' ').replaceAll(/[–—−]/g, '-');
  const between = value === '' ? ':' : ': ';
  return `${start}${name}${STRANGE.test(gap) ? between : gap}${plainValue(value, !FIXED_KEYS.has(name))}`;
}

/** Words stay as they are typed; only the marks around them have to be plain. */
function plainValue(value: string, isProse: boolean): string {
  const [, quoted] = /^[\s\u200b\ufeff]*[“”„‘’]([^“”„‘’"]*)[“”‘’]\s*$/u.exec(value) ?? [];
  if (quoted !== undefined && (!isProse || /:\s|\s#/.test(quoted)))
    return `"${quoted.replaceAll('\\', '\\\\')}"`;
  if (isProse) return value.replace(/^[\u200b\ufeff]+/u, '');
  const seen = value.replaceAll(UNSEEN, '');
  if (/^["']/.test(seen)) return seen;
  const plain = seen.replaceAll(SPACES, ' ');
  if (!/^[[{]/.test(plain)) return plain;
  return plain
    .replaceAll(/[，、]\s*/g, ', ')
    .replaceAll('：', ': ')
    .replaceAll(/[“”„]/g, '"');
}

function strangeCharacter(line: string, right: string, number: number, { file }: World): Diagnostic {
  let at = 0;
  while (line[at] === right[at]) at += 1;
  // The first character that differs may be a plain one that only moved.
  const found = at + Math.max(0, line.slice(at).search(STRANGE));
  const character = line[found] ?? '';
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /[\p{P}\p{S}]/u.test(character) ? ` (\`${character}\`)` : ` (U+${code})`;
  return diagnose(
    'INC012',
    placeOf(file, [number, found + 1, number, found + 2]),
    `There is ${NAMES[character] ?? 'a strange character'}${shown} where YAML wants a plain character`,
    {
      text: `Write the line as \`${right.trim()}\`.`,
      write: replaceAt(file, [number, 1, number, line.length + 1], right),
    },
  );
}
