import type { Html, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { reportAt } from '../report.ts';
import type { Rendering } from '../options.ts';
import { IN_SENTENCES, isElement, PAIRED, SILENT } from './elements.ts';
import { htmlTokens } from './tokens.ts';
import type { HtmlToken } from './tokens.ts';

/** A tag whose other half may be among its siblings. */
interface Tag {
  readonly type: 'tag';
  readonly token: HtmlToken;
  readonly position: Position | undefined;
}

type Piece = RootContent | Tag;

/** Parents of which the children are parts of a sentence. */
const SENTENCES = new Set([
  'paragraph',
  'heading',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
]);

/**
 * Keeps what is allowed of raw HTML: `<br>` is a line break; `<details>`, `<summary>`, `<kbd>`, `<sub>` and
 * `<sup>` without attributes are kept if they are closed among the same blocks or in the same sentence; a
 * word between angle brackets that is not an element is a word. All other tags are dropped, each with a
 * diagnostic; the words between them stay.
 */
export function htmlParts() {
  return (tree: Root, file: VFile): void => {
    if (String(file).includes('<')) pairIn(tree, file.data.rendering!);
  };
}

function pairIn(parent: Parents, rendering: Rendering): void {
  const isSentence = SENTENCES.has(parent.type);
  const said = new Set<string>();
  const pieces = (parent.children as RootContent[]).flatMap((node): Piece[] =>
    node.type === 'html' ? piecesOf(node, isSentence, { rendering, said }) : [node],
  );
  (parent as { children: RootContent[] }).children = paired(pieces, isSentence, rendering);
  for (const child of parent.children) if ('children' in child) pairIn(child, rendering);
}

interface State {
  readonly rendering: Rendering;
  /** Tags already reported in this parent: one message for each name is enough. */
  readonly said: Set<string>;
}

function piecesOf(node: Html, isSentence: boolean, state: State): Piece[] {
  const pieces: Piece[] = [];
  // Words of a block stay in one paragraph if only inline tags are between them.
  let isGoingOn = false;
  for (const token of visibleTokens(htmlTokens(node.value))) {
    const position = positionOf(node, token);
    const found = pieceOf(token, isSentence, position, state);
    const before = pieces.at(-1);
    if (found && isGoingOn && before?.type === 'paragraph' && found.type === 'paragraph')
      before.children.push(...found.children);
    else if (found) pieces.push(found);
    isGoingOn =
      !isSentence && (token.kind === 'text' || token.kind === 'comment' || IN_SENTENCES.has(token.name));
  }
  return pieces;
}

/** The same, with elements whose content is not one run of text. */
function visibleTokens(tokens: readonly HtmlToken[]): HtmlToken[] {
  let end = -1;
  return tokens.flatMap((token, index) => {
    if (index <= end) return [];
    const { kind, name, raw } = token;
    if (kind !== 'open' || !SILENT.has(name) || raw.endsWith('/>')) return [token];
    end = tokens.findIndex((each, at) => at > index && each.kind === 'close' && each.name === name);
    const hidden = tokens.slice(index, Math.max(index, end) + 1);
    return [{ ...token, raw: hidden.map((each) => each.raw).join('') }];
  });
}

function pieceOf(
  token: HtmlToken,
  isSentence: boolean,
  position: Position | undefined,
  state: State,
): Piece | undefined {
  const { kind, name, hasAttributes, raw } = token;
  if (kind === 'comment') return undefined;
  if (kind === 'text') return textOf(raw, isSentence, position);
  if (kind === 'other') {
    tell(state, token, position);
    return undefined;
  }
  if (!isElement(name)) return textOf(raw, isSentence, position);
  if (name === 'br' && !hasAttributes) return breakAt(isSentence, position);
  if (PAIRED.has(name) && !hasAttributes) return { type: 'tag', token, position };
  if (kind === 'open') tell(state, token, position);
  return undefined;
}

function textOf(value: string, isSentence: boolean, position: Position | undefined): Piece | undefined {
  const text = {
    type: 'text',
    value: isSentence ? value : value.replaceAll(/\s+/g, ' '),
    position,
  } as PhrasingContent;
  if (isSentence) return text;
  return value.trim() === '' ? undefined : ({ type: 'paragraph', children: [text], position } as RootContent);
}

function breakAt(isSentence: boolean, position: Position | undefined): RootContent {
  const node = { type: 'break', position } as PhrasingContent;
  return isSentence ? node : ({ type: 'paragraph', children: [node], position } as RootContent);
}

/** The same nodes, with what is between two tags of a pair inside one node. */
function paired(pieces: readonly Piece[], isSentence: boolean, rendering: Rendering): RootContent[] {
  const open: { readonly tag: Tag; readonly children: RootContent[] }[] = [];
  const root: RootContent[] = [];
  const current = () => open.at(-1)?.children ?? root;
  for (const piece of pieces) {
    if (!isTag(piece)) {
      current().push(piece);
      continue;
    }
    if (piece.token.kind === 'open') {
      open.push({ tag: piece, children: [] });
      continue;
    }
    const at = open.findLastIndex(({ tag }) => tag.token.name === piece.token.name);
    if (at < 0) unpaired(piece, rendering);
    for (const left of at < 0 ? [] : open.splice(at + 1)) {
      unpaired(left.tag, rendering);
      open[at]?.children.push(...left.children);
    }
    const element = at < 0 ? undefined : open.pop();
    if (element) current().push(elementOf(element.tag, element.children, isSentence));
  }
  for (const { tag, children } of open) {
    unpaired(tag, rendering);
    root.push(...children);
  }
  return root;
}

function isTag(piece: Piece): piece is Tag {
  return piece.type === ('tag' as Piece['type']);
}

function elementOf({ token, position }: Tag, children: RootContent[], isSentence: boolean): RootContent {
  const data = { hName: token.name };
  if (isSentence)
    return { type: 'emphasis', children: children as PhrasingContent[], data, position } as RootContent;
  const isFlat = token.name !== 'details' && children.every((child) => child.type === 'paragraph');
  return isFlat
    ? ({
        type: 'paragraph',
        children: children.flatMap((child) => (child as { children: PhrasingContent[] }).children),
        data,
        position,
      } as RootContent)
    : ({ type: 'blockquote', children, data, position } as RootContent);
}

function unpaired({ token, position }: Tag, rendering: Rendering): void {
  const { name, kind } = token;
  const other = kind === 'open' ? `</${name}>` : `<${name}>`;
  reportAt(
    rendering,
    position,
    'INC301',
    `The HTML \`${token.raw}\` is left out: there is no \`${other}\` that goes with it`,
    kind === 'open'
      ? `Write \`${other}\` after it, in the same paragraph or with blank lines around both; or put it in backticks to show it as text.`
      : 'Delete it, or put it in backticks to show it as text.',
  );
}

function tell({ rendering, said }: State, token: HtmlToken, position: Position | undefined): void {
  const name = token.name || /^<([!?][\w-]*)/.exec(token.raw)?.[1] || '!';
  const line = `${name} ${position?.start.line}`;
  if (said.has(line)) return;
  said.add(line);
  const isAllowed = PAIRED.has(name) || name === 'br';
  reportAt(
    rendering,
    position,
    'INC301',
    `The HTML \`<${name}>\` is left out${isAllowed ? ', because it has attributes' : ''}`,
    isAllowed
      ? `Write \`<${name}>\` without attributes.`
      : 'Use Markdown instead, or put it in backticks to show it as text.',
  );
}

/**
 * The position of a piece of raw HTML; in quotes and lists, columns after the first line count within the
 * text.
 */
function positionOf({ value, position }: Html, { offset, raw }: HtmlToken): Position | undefined {
  if (!position) return undefined;
  const { start } = position;
  const before = value.slice(0, offset).split('\n');
  const line = start.line + before.length - 1;
  const column = (before.length === 1 ? start.column : 1) + (before.at(-1)?.length ?? 0);
  const rows = raw.split('\n');
  const width = rows.at(-1)?.length ?? 0;
  const end = { line: line + rows.length - 1, column: rows.length === 1 ? column + width : width + 1 };
  return { start: { line, column }, end };
}
