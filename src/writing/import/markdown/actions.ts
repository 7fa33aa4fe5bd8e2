import { toString } from 'mdast-util-to-string';
import type { List, Table } from 'mdast';
import type { Action } from '../../../model/edition.ts';
import { oneLine } from '../text/headline.ts';
import type { Section } from './document.ts';
import { dayInText } from './entry-times.ts';

const HEADING = /\b(?:action items?|actions|follow[- ]?ups?|next steps|remediation|todos?|prevent)/i;

/**
 * The actions in a section of that name: a list, a list with boxes, or a table with columns for the owner and
 * the date. Undefined if the section has another form, and stays text.
 */
export function actionsIn({ heading, title, nodes }: Section): readonly Partial<Action>[] | undefined {
  if (!heading || !HEADING.test(title) || nodes.length === 0) return undefined;
  const [node, ...others] = nodes;
  if (others.length > 0 || !node) return undefined;
  if (node.type === 'list') return itemsOf(node);
  return node.type === 'table' ? rowsOf(node) : undefined;
}

function itemsOf(list: List): readonly Partial<Action>[] | undefined {
  if (list.children.some((item) => item.children.length !== 1)) return undefined;
  return list.children.map((item) => {
    const text = oneLine(toString(item));
    const [, owner] = /\((?:owner|assigned to):?\s*([^),]{1,60})\)/i.exec(text) ?? [];
    const day = /\bdue:?\s+([^),;]+)/i.exec(text)?.[1];
    const due = day === undefined ? undefined : dayInText(day);
    // The date on which it was done is not known, so the text says that it was.
    return { text: item.checked === true ? `${text} (done)` : text, owner, due };
  });
}

function rowsOf({ children: [head, ...rows] }: Table): readonly Partial<Action>[] | undefined {
  const names = head?.children.map((cell) => toString(cell).toLowerCase()) ?? [];
  const column = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const what = column(/action|item|task|what|description|follow/);
  if (what < 0) return undefined;
  const owner = column(/owner|who|assign|team/);
  const due = column(/due|when|by|date|deadline/);
  const status = column(/status|done|state/);
  const url = column(/ticket|bug|issue|link|url/);
  return rows.map((row) => {
    const cell = (index: number) => {
      const text = index < 0 ? '' : oneLine(toString(row.children[index]));
      return text === '' ? undefined : text;
    };
    const link = cell(url);
    const isDone = /^(?:done|closed|complete[d]?|yes|x|✓|✔)/i.test(cell(status) ?? '');
    const text = `${cell(what) ?? ''}${isDone ? ' (done)' : ''}${link !== undefined && !/^https?:/.test(link) ? ` (${link})` : ''}`;
    const day = cell(due);
    return {
      text,
      owner: cell(owner)?.slice(0, 60),
      due: day === undefined ? undefined : dayInText(day),
      url: link !== undefined && /^https?:\/\/[^\s/]/.test(link) ? link : undefined,
    };
  });
}
