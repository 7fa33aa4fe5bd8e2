import type { Element, ElementContent, Text } from 'hast';
import { toString } from 'hast-util-to-string';
import { isAtom, signature } from './tree.ts';
import type { Block, Intern } from './tree.ts';

/** An inline element that a word is in. */
export interface Frame {
  readonly element: Element;
  readonly signature: string;
}

/** A word, a punctuation mark, or anything else that readers see as one thing. */
export interface Token {
  readonly node: Text | Element;
  readonly text: string;
  /** The same number for what reads and looks the same. */
  readonly key: number;
  readonly isWord: boolean;
  /** White space before it, which is not compared (in code, white space is a token). */
  readonly space: string;
  /** From the outermost to the innermost. */
  readonly path: readonly Frame[];
}

/** The words of a block, and how many times it has each of them. */
export interface Reader {
  readonly tokensOf: (block: Block) => readonly Token[];
  readonly bagOf: (block: Block) => Bag;
}

export interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** This many words identify a block; counting more would tell no more. */
const LARGEST_BAG = 2000;
/** The text of a `br`; no other token in a block of words has it. */
export const LINE_BREAK = '\n';
/**
 * Times, dates and amounts are one word each. Other long runs are cut at the ends of sentences: a
 * segmenter's time grows with the square of its input.
 */
const PIECES =
  /\s+|\p{Nd}+(?:[:.,/-]\p{Nd}+)+(?![\p{L}\p{Nd}])|[^\s、。，．！？；：।؟–—(]{1,80}|[、。，．！？；：।؟–—(]/gu;
const CODE_PIECES = /\n|[^\S\n]+|[^\s]{1,80}/gu;
/** Words of scripts with spaces between words. For other scripts, the segmenter decides where words end. */
const WHOLE_WORD =
  /^(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{M}\p{Nd}])+$/u;

const NUMBER = /^\p{Nd}+(?:[:.,/-]\p{Nd}+)+$/u;

export function wordReader(language: string, intern: Intern): Reader {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const known = new Map<string, readonly Piece[]>();
  const cut = (text: string): readonly Piece[] => {
    if (WHOLE_WORD.test(text) || NUMBER.test(text)) return [{ text, isWord: true }];
    const found =
      known.get(text) ??
      Array.from(segmenter.segment(text), ({ segment, isWordLike }) => ({
        text: segment,
        isWord: isWordLike === true,
      }));
    known.set(text, found);
    return found;
  };
  const tokensOf = once((block: Block) => tokenise(block, cut, intern));
  return { tokensOf, bagOf: once((block: Block) => bagOf(block, tokensOf)) };
}

interface Piece {
  readonly text: string;
  readonly isWord: boolean;
}

function once<Value>(make: (block: Block) => Value): (block: Block) => Value {
  const made = new Map<Block, Value>();
  return (block) => {
    const value = made.get(block) ?? make(block);
    made.set(block, value);
    return value;
  };
}

function tokenise({ kind, inline }: Block, cut: (text: string) => readonly Piece[], intern: Intern): Token[] {
  const isCode = kind === 'code';
  const tokens: Token[] = [];
  let space = '';
  const push = (
    node: Text | Element,
    { text, isWord }: Piece,
    path: readonly Frame[],
    place: string,
    name: string,
  ) => {
    const isAfterBreak = tokens.length === 0 || tokens.at(-1)?.text === LINE_BREAK;
    const key = intern(isCode ? text : `${place}\u0001${name}`);
    tokens.push({ node, text, key, isWord, path, space: isAfterBreak || text === LINE_BREAK ? '' : space });
    space = '';
  };
  const readText = (value: string, path: readonly Frame[], place: string) => {
    for (const [part] of value.matchAll(isCode ? CODE_PIECES : PIECES)) {
      if (!isCode && /^\s/.test(part)) space = /[^ \t\n\f\r]/.test(part) ? part : space || ' ';
      else if (/^\s/.test(part))
        push({ type: 'text', value: part }, { text: part, isWord: false }, path, place, part);
      else
        for (const piece of cut(part))
          push({ type: 'text', value: piece.text }, piece, path, place, piece.text);
    }
  };
  const read = (nodes: readonly ElementContent[], path: readonly Frame[], place: string) => {
    for (const node of nodes) {
      if (node.type === 'text') readText(node.value, path, place);
      if (node.type !== 'element') continue;
      const name = signature(node);
      if (isAtom(node)) {
        const text = node.tagName === 'br' ? LINE_BREAK : toString(node);
        push(node, { text, isWord: node.tagName === 'img' }, path, place, `${name}\u0002${toString(node)}`);
      } else read(node.children, [...path, { element: node, signature: name }], `${place}\u0001${name}`);
    }
  };
  read(inline, [], '');
  return tokens;
}

function bagOf(block: Block, tokensOf: (block: Block) => readonly Token[]): Bag {
  const counts = new Map<string, number>();
  let total = 0;
  const fill = (each: Block, wanted: (token: Token) => boolean) => {
    if (total >= LARGEST_BAG) return;
    for (const { key, text, node } of tokensOf(each)
      .filter(wanted)
      .slice(0, LARGEST_BAG - total)) {
      const name = node.type === 'text' ? text : `\u0001${key}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      total += 1;
    }
    for (const child of each.children) fill(child, wanted);
  };
  fill(block, ({ isWord }) => isWord);
  if (total === 0) fill(block, () => true);
  return { counts, total };
}
