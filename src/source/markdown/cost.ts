/** A delimiter row of a table, or a line under a heading; in quotes too. */
const DELIMITERS = /^[ \t>|:-]+$/;

/** Characters that may be a token of their own. */
const MARKS = /[\\`*_[\]!<&~#$^]/g;

/** The middle of a link, a picture or a definition; the beginning of a footnote; addresses without marks. */
const LINKS = /\][:([]|\[\^|:\/\/|www\.|@/g;

/** A heading, or the line under one. */
const HEADING = /^[ \t>]*(?:#{1,6}(?:\s|$)|(?:=+|-+)[ \t]*$)/;

/** Runs in which each punctuation mark may begin a mail address; shorter ones cost nothing. */
const LONG_RUN = 200;
const ADDRESS_LIKE = new RegExp(`[-.\\w+]{${LONG_RUN},}`, 'g');

/** What one of each costs; a level is one of nesting, on one line. */
const COSTS = {
  line: 2,
  code: 2,
  mark: 6,
  link: 14,
  level: 6,
  /** A line that goes on with a quote: of many quotes, each of these is moved about again and again. */
  quoteAgain: 36,
  item: 16,
  cell: 12,
  table: 60,
  lazy: 12,
  heading: 44,
} as const;

/**
 * Estimates what the lines of a text cost to parse, before anything is parsed: the returned function takes
 * one line after the other, and whether it is code, and returns the sum so far. In linear time.
 */
export function startCosting(): (line: string, isCode: boolean) => number {
  let sum = 0;
  /** Of the table that these lines may be rows of. */
  let columns = 0;
  /** True in a paragraph that began in a list or quote. */
  let wasInside = false;
  /** Quotes that the line before was in. */
  let wasQuoted = 0;
  return (line, isCode) => {
    sum += isCode ? COSTS.code : COSTS.line;
    if (isCode) {
      wasQuoted = 0;
      return sum;
    }
    const isBlank = line.trim() === '';
    if (isBlank) columns = 0;
    else if (DELIMITERS.test(line) && /-.*[|:-]|[|:].*-/.test(line)) {
      columns = columnsOf(line);
      sum += COSTS.table;
    }
    const { items, quotes, indent } = containersOf(line);
    // A line that continues a paragraph of a list or quote without its marker is tried against each of them.
    const isLazy = wasInside && items + quotes + indent === 0;
    wasInside = !isBlank && (wasInside || items + quotes > 0);
    sum += columns * COSTS.cell + items * COSTS.item + (quotes + indent) * COSTS.level;
    sum += Math.min(wasQuoted, quotes) * COSTS.quoteAgain;
    wasQuoted = quotes;
    if (HEADING.test(line)) sum += COSTS.heading;
    if (isLazy && !isBlank) sum += COSTS.lazy;
    // Both break a line.
    if (line.endsWith('  ') || line.endsWith('\\')) sum += COSTS.mark;
    sum += countOf(line, MARKS) * COSTS.mark + countOf(line, LINKS) * COSTS.link;
    if (line.length >= LONG_RUN) for (const [run] of line.matchAll(ADDRESS_LIKE)) sum += costOfRun(run);
    return sum;
  };
}

function columnsOf(delimiters: string): number {
  return delimiters.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').length;
}

/** What a list, a quote or an indentation begins with; most lines begin with a letter. */
const LEADING = /^[ \t>*+\d.)-]/;
const NO_CONTAINERS = { items: 0, quotes: 0, indent: 0 };

/** Each line is looked at once for every list and quote it may be in. */
function containersOf(line: string) {
  if (!LEADING.test(line)) return NO_CONTAINERS;
  const lead = /^[ \t>*+\d.)-]*/.exec(line)?.[0] ?? '';
  const items = countOf(line.slice(0, lead.length + 1), /(?:[-+*]|\d[.)])(?=\s|$)/g);
  const quotes = countOf(lead, />/g);
  return { items, quotes, indent: countOf(lead, /[ \t]/g) / 2 };
}

/** The search for mail addresses begins at each of these marks, and goes on to the end of the run. */
function costOfRun(run: string): number {
  return (countOf(run, /[-.+]/g) * run.length) / 1_000;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
