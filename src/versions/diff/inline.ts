import type { Element, ElementContent, Text } from 'hast';
import { LINE_BREAK } from './tokens.ts';
import type { Frame, Token } from './tokens.ts';
import type { Stretch } from './words.ts';

export type Mark = 'ins' | 'del';

/** An `ins` or `del`, starting with a hidden word for those who do not see the mark. */
export type MarkMaker = (mark: Mark, content: ElementContent[]) => Element;

/** Writes what changed among the words of a block. */
export function inlineDiff(
  stretches: readonly Stretch[],
  isCode: boolean,
  marked: MarkMaker,
): ElementContent[] {
  const places = answers(stretches);
  const pathOf = ({ path }: Token) => path.map(({ element }) => places.get(element) ?? element);
  const writer = makeWriter();
  for (const [index, stretch] of stretches.entries()) {
    const previous = stretches[index - 1]?.kept.at(-1);
    const [first, ...rest] = stretch.kept;
    const isStart = previous === undefined || previous.text === LINE_BREAK;
    const spaces = spacesOf(stretch, isStart && !isCode);
    const around = [previous ? pathOf(previous) : [], first ? pathOf(first) : []];
    for (const mark of ['del', 'ins'] as const) {
      const tokens = mark === 'del' ? stretch.removed : stretch.added;
      if (tokens.length > 0)
        writeRun(
          tokens.map((token) => ({ token, path: pathOf(token) })),
          around,
          spaces[mark],
          marked(mark, []),
          writer,
        );
    }
    if (first) writer.write(first.node, pathOf(first), spaces.kept);
    for (const token of rest) writer.write(token.node, pathOf(token), token.space);
  }
  return writer.content;
}

/** Where the white space around a change goes. */
interface Spaces {
  readonly del: RunSpaces;
  readonly ins: RunSpaces;
  /** Before the words that follow. */
  readonly kept: string;
}

interface RunSpaces {
  /** Before the mark, within it at its beginning, and at its end. */
  readonly outside: string;
  readonly leading: string;
  readonly trailing: string;
}

/**
 * Each side must read right without the other. Space is outside the marks if both sides have it there (or a
 * side has space at its other end, so that twice is as good as once), else inside.
 */
function spacesOf({ removed, added, was, kept }: Stretch, isStart: boolean): Spaces {
  const [before, after] = [was[0]?.space ?? '', kept[0]?.space ?? ''];
  const [old, now] = [removed[0]?.space ?? '', added[0]?.space ?? ''];
  // White space that only one side has after the change belongs to that side, if that side has words.
  const insTrailing = after && !before && added.length > 0 ? after : '';
  const delTrailing = before && !after && removed.length > 0 ? before : '';
  const follows = insTrailing ? '' : after;
  const isLoose = kept.length === 0 || follows !== '';
  const isBoth = removed.length > 0 && added.length > 0;
  const isOutside = isBoth ? old !== '' && now !== '' : isLoose;
  const isApart = isBoth && isLoose && (isOutside || isStart);
  return {
    del: { outside: isOutside ? old : '', leading: isOutside ? '' : old, trailing: delTrailing },
    ins: {
      outside: isApart ? now || ' ' : isOutside && !isBoth ? now : '',
      leading: isOutside ? '' : now,
      trailing: insTrailing,
    },
    kept: follows,
  };
}

/**
 * The mark goes inside the elements its words share with their neighbours, and outside those that are only
 * theirs.
 */
function writeRun(
  run: readonly { readonly token: Token; readonly path: readonly Element[] }[],
  around: readonly (readonly Element[])[],
  spaces: RunSpaces,
  mark: Element,
  writer: Writer,
): void {
  const paths = run.map(({ path }) => path);
  const own = paths.reduce((shared, path) => shared.slice(0, common(shared, path)));
  const depth = Math.max(...around.map((path) => common(own, path)));
  const place = [...own.slice(0, depth), mark];
  writer.between(spaces.outside, place);
  writer.write(text(spaces.leading), place, '');
  for (const [index, { token, path }] of run.entries()) {
    writer.write(token.node, [...place, ...path.slice(depth)], index === 0 ? '' : token.space);
  }
  writer.write(text(spaces.trailing), place, '');
}

/**
 * For elements of the older text those of the newer one that hold the same words, so that removed words
 * are in the link or emphasis that is still there, not in one of their own.
 */
function answers(stretches: readonly Stretch[]): ReadonlyMap<Element, Element> {
  const found = new Map<Element, Element>();
  const taken = new Set<Element>();
  const connect = (old: readonly Frame[], now: readonly Frame[]) => {
    for (const [index, { element, signature }] of old.entries()) {
      const answer = now[index];
      if (answer?.signature !== signature) return;
      if (found.get(element) === answer.element) continue;
      if (found.has(element) || taken.has(answer.element)) return;
      found.set(element, answer.element);
      taken.add(answer.element);
    }
  };
  for (const { was, kept } of stretches) {
    for (const [index, token] of was.entries()) connect(token.path, kept[index]?.path ?? []);
  }
  return found;
}

interface Writer {
  readonly content: ElementContent[];
  /**
   * Writes at this path, opening and closing elements as needed; white space before it goes where both meet.
   */
  readonly write: (node: Text | Element, path: readonly Element[], space: string) => void;
  readonly between: (space: string, path: readonly Element[]) => void;
}

function makeWriter(): Writer {
  const content: ElementContent[] = [];
  let open: { source: Element; children: ElementContent[] }[] = [];
  const put = (node: ElementContent) => {
    const children = open.at(-1)?.children ?? content;
    const last = children.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      children[children.length - 1] = text(last.value + node.value);
    else if (node.type !== 'text' || node.value !== '') children.push(node);
  };
  const closeTo = (path: readonly Element[]) => {
    const sources = open.map(({ source }) => source);
    open = open.slice(0, common(sources, path));
  };
  const between = (space: string, path: readonly Element[]) => {
    closeTo(path);
    put(text(space));
  };
  const write = (node: Text | Element, path: readonly Element[], space: string) => {
    if (node.type === 'text' && node.value === '') return;
    between(space, path);
    for (const source of path.slice(open.length)) {
      // Only a mark comes with content: its name. All else is filled from its words.
      const children = isMark(source) ? [...source.children] : [];
      put({ ...source, children });
      open.push({ source, children });
    }
    put(node);
  };
  return { content, write, between };
}

function isMark({ tagName }: Element): boolean {
  return (['ins', 'del'] satisfies Mark[] as string[]).includes(tagName);
}

function common(one: readonly Element[], other: readonly Element[]): number {
  const end = one.findIndex((element, index) => element !== other[index]);
  return end < 0 ? one.length : end;
}

function text(value: string): Text {
  return { type: 'text', value };
}
