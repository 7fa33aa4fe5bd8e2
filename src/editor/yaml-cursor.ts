/** Where a cursor is in YAML that is still being written. */
export interface YamlCursor {
  /** `key` where a key (or a list item) goes, `value` after a key, `text` inside a text of several lines. */
  readonly kind: 'key' | 'value' | 'text';
  /** Keys and indexes that lead there; with the key itself for a value. */
  readonly path: readonly (string | number)[];
  /** Keys that the map at the cursor already has on other lines. */
  readonly siblings: ReadonlySet<string>;
  /** The part of the word at the cursor that has been typed. */
  readonly typed: string;
  /** The column where that word begins, counted from 0. */
  readonly start: number;
  /** The column of the keys of this map. */
  readonly indent: number;
  /** Between brackets on one line. */
  readonly isFlow: boolean;
}

interface MapFrame {
  readonly kind: 'map';
  readonly column: number;
  readonly keys: Set<string>;
  key: string;
}

interface ListFrame {
  readonly kind: 'list';
  readonly column: number;
  index: number;
}

type Frame = MapFrame | ListFrame;

const LINE = /^( *)((?:- +|-$)*)(.*)$/;
const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s"'#[\]{},:][^\s#[\]{},:]*))\s*:(?=\s|$)\s*/;
const BLOCK = /^[|>][-+\d]*\s*(?:#.*)?$/;

/**
 * Reads YAML line by line, as far as the cursor, by its indentation alone: unlike a parser, it copes with
 * incomplete text. `lines` are those of the YAML, `line` and `character` are counted from 0.
 */
export function yamlCursor(lines: readonly string[], line: number, character: number): YamlCursor {
  const frames: Frame[] = [];
  let cursor: YamlCursor | undefined;
  let block: number | undefined;
  for (const [index, text] of lines.entries()) {
    const indent = text.search(/\S|$/);
    const isBlank = text.trim() === '';
    if (block !== undefined && (isBlank ? index !== line || character > block : indent > block)) {
      if (index === line) cursor = inText(frames, text, character);
      continue;
    }
    block = undefined;
    if (index === line) {
      cursor = isBlank
        ? onBlank(frames, text, character)
        : onLine(frames, text.slice(0, character), text.slice(character));
    }
    if (!isBlank && !/^\s*#/.test(text)) block = follow(frames, text);
  }
  return cursor ?? onBlank(frames, '', character);
}

/** Takes a line into account. Gives the column of a key whose text is on the lines below it. */
function follow(frames: Frame[], text: string): number | undefined {
  const [, spaces = '', dashes = '', rest = ''] = LINE.exec(text) ?? [];
  openLists(frames, spaces.length, dashes);
  const key = keyOf(rest);
  if (key === undefined) return BLOCK.test(rest) ? spaces.length : undefined;
  const column = spaces.length + dashes.length;
  openMap(frames, column).keys.add(key.name);
  const top = frames.at(-1);
  if (top?.kind === 'map') top.key = key.name;
  return BLOCK.test(rest.slice(key.length)) ? column : undefined;
}

function keyOf(text: string): { readonly name: string; readonly length: number } | undefined {
  const found = KEY.exec(text);
  return found ? { name: found[1] ?? found[2] ?? found[3] ?? '', length: found[0].length } : undefined;
}

/** Leaves the maps and lists that end above a line, and enters the lists whose items begin on it. */
function openLists(frames: Frame[], indent: number, dashes: string): void {
  leave(frames, indent, dashes !== '');
  let column = indent;
  for (const dash of dashes.match(/- */g) ?? []) {
    const top = frames.at(-1);
    if (top?.kind === 'list' && top.column === column) top.index += 1;
    else frames.push({ kind: 'list', column, index: 0 });
    column += dash.length;
  }
}

/** A list may be indented no further than the key it belongs to. */
function leave(frames: Frame[], indent: number, isItem: boolean): void {
  for (let top = frames.at(-1); top; top = frames.at(-1)) {
    const isOver =
      top.column > indent ||
      (top.column === indent && (top.kind === 'list' ? !isItem : isItem && isInList(frames, indent)));
    if (!isOver) return;
    frames.pop();
  }
}

function isInList(frames: readonly Frame[], column: number): boolean {
  return frames.some((frame) => frame.kind === 'list' && frame.column === column);
}

function openMap(frames: Frame[], column: number): MapFrame {
  const top = frames.at(-1);
  if (top?.kind === 'map' && top.column === column) return top;
  const map: MapFrame = { kind: 'map', column, keys: new Set(), key: '' };
  frames.push(map);
  return map;
}

function pathOf(frames: readonly Frame[]): (string | number)[] {
  return frames.map((frame) => (frame.kind === 'map' ? frame.key : frame.index));
}

function inText(frames: readonly Frame[], text: string, character: number): YamlCursor {
  const before = text.slice(0, character);
  return {
    kind: 'text',
    path: pathOf(frames),
    siblings: new Set(),
    typed: before,
    start: 0,
    indent: text.search(/\S|$/),
    isFlow: false,
  };
}

/** On an empty line, the spaces typed so far decide how deep it is. */
function onBlank(frames: readonly Frame[], text: string, character: number): YamlCursor {
  const column = Math.min(character, text.length);
  const open = frames.filter((frame) => frame.column <= column);
  const top = open.at(-1);
  const isOwn = top?.kind === 'map' && top.column === column;
  return {
    kind: 'key',
    path: pathOf(isOwn ? open.slice(0, -1) : open),
    siblings: isOwn ? top.keys : new Set(),
    typed: '',
    start: column,
    indent: column,
    isFlow: false,
  };
}

function onLine(frames: readonly Frame[], before: string, after: string): YamlCursor {
  const [, spaces = '', dashes = '', rest = ''] = LINE.exec(before) ?? [];
  const copy = frames.map((frame) => ({ ...frame }) as Frame);
  openLists(copy, spaces.length, dashes);
  const column = spaces.length + dashes.length;
  const top = copy.at(-1);
  const isOwn = top?.kind === 'map' && top.column === column;
  const siblings = isOwn ? top.keys : new Set<string>();
  const key = keyOf(rest);
  const base = { siblings, indent: column, isFlow: false };
  const parents = pathOf(isOwn ? copy.slice(0, -1) : copy);
  if (key) return inValue(rest.slice(key.length), column + key.length, [...parents, key.name], base);
  const open = /^[[{]/.test(rest);
  if (open) return inValue(rest, column, parents, base);
  const named = keyOf(rest + after)?.name;
  const others = new Set([...siblings].filter((each) => each !== named));
  return { ...base, kind: 'key', path: parents, siblings: others, typed: rest, start: column };
}

type Base = Pick<YamlCursor, 'siblings' | 'indent' | 'isFlow'>;

/** After a key: a plain value, or the content of brackets. */
function inValue(text: string, start: number, path: readonly (string | number)[], base: Base): YamlCursor {
  const bracket = /^([[{])(.*)$/s.exec(text);
  if (!bracket) {
    const quote = /^["']/.test(text) ? 1 : 0;
    return { ...base, kind: 'value', path, typed: text.slice(quote), start: start + quote };
  }
  const [, opening, inner = ''] = bracket;
  const parts = inner.split(',');
  const last = parts.at(-1) ?? '';
  const typed = last.trimStart();
  const begin = start + text.length - typed.length;
  const flow = { ...base, isFlow: true };
  if (opening === '[')
    return {
      ...flow,
      kind: 'key',
      path: [...path, parts.length - 1],
      siblings: itemsOf(parts),
      typed,
      start: begin,
    };
  const key = keyOf(typed);
  if (!key) return { ...flow, kind: 'key', path, siblings: itemsOf(parts), typed, start: begin };
  const value = typed.slice(key.length);
  return {
    ...flow,
    kind: 'value',
    path: [...path, key.name],
    typed: value,
    start: begin + key.length,
  };
}

/** The items before the last one. */
function itemsOf(parts: readonly string[]): Set<string> {
  return new Set(parts.slice(0, -1).map((part) => keyOf(part.trim())?.name ?? part.trim()));
}
