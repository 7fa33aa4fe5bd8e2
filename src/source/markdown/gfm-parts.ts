import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Construct, Extension } from 'micromark-util-types';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';

/** A line that can be under the head of a table, inside quotes and lists too. */
const DELIMITER_ROW = /^[\s>|:-]*-[\s>|:-]*$/;

/** No table goes on over a blank line, in a quote or out of it. */
const BLANK = /^[ \t>]*$/;

/** Only the tables of GFM. */
export function tablesOnly(this: Processor): void {
  const data = this.data();
  const guard = guardTables(this);
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), guard(gfmTable())];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), gfmTableFromMarkdown()];
}

/**
 * GFM without bare mail addresses, for text without an `@`: an address could begin at any letter, so
 * looking for one costs as much as all the rest.
 */
export function gfmButMail(this: Processor): void {
  (remarkGfm as (this: Processor) => void).call(this);
  const data = this.data();
  const guard = guardTables(this);
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map((each) => guard(withoutMail(each)));
}

/**
 * A table is looked for only around a delimiter row: otherwise every line of every paragraph would be read as
 * the head of a table first. Tables are all that GFM adds to the flow of blocks.
 */
function guardTables(processor: Processor): (extension: Extension) => Extension {
  let lines: ReadonlySet<number> = new Set();
  const { parser } = processor;
  if (!parser) throw new Error('the Markdown parser comes before its extensions');
  processor.parser = (text, file) => {
    lines = linesWithTables(text);
    return parser(text, file);
  };
  return (extension) => onlyWhere((line) => lines.has(line), extension);
}

/** The same extension, where no letter starts a mail address. */
function withoutMail(extension: Extension): Extension {
  const text = Object.entries(extension.text ?? {}).map(([code, constructs]) => [
    code,
    [constructs].flat().filter((each) => each?.name !== 'emailAutolink'),
  ]);
  // A letter without any construct must be removed altogether, or text would still be split before it.
  const left = text.filter(([, constructs]) => constructs?.length !== 0);
  return { ...extension, text: Object.fromEntries(left) as NonNullable<Extension['text']> };
}

/** The lines (1-based) of all runs of lines without a blank one among which a delimiter row is. */
function linesWithTables(text: string): Set<number> {
  const found = new Set<number>();
  let run: number[] = [];
  let hasDelimiter = false;
  const end = () => {
    if (hasDelimiter) for (const line of run) found.add(line);
    run = [];
    hasDelimiter = false;
  };
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (BLANK.test(line)) end();
    else {
      run.push(index + 1);
      hasDelimiter ||= DELIMITER_ROW.test(line);
    }
  }
  end();
  return found;
}

/** The same extension, with flow constructs allowed only on some lines (1-based). */
function onlyWhere(isWanted: (line: number) => boolean, extension: Extension): Extension {
  const flow = Object.entries(extension.flow ?? {}).map(([code, constructs]) => [
    code,
    [constructs].flat().map((each) => guarded(each as Construct, isWanted)),
  ]);
  return { ...extension, flow: Object.fromEntries(flow) as NonNullable<Extension['flow']> };
}

function guarded(construct: Construct, isWanted: (line: number) => boolean): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = construct.tokenize.call(this, effects, ok, nok);
      return (code) => (isWanted(this.now().line) ? start(code) : nok(code));
    },
  };
}
