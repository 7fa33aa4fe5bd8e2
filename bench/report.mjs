/* What was measured, for people: lines while it runs, tables in Markdown at the end. */
import { cpus, totalmem } from 'node:os';

/**
 * One tool in one mode; times in seconds, those of saves in milliseconds, memory in MB, `ratio` to the wall
 * time of Hugo and `cpuRatio` to its CPU time.
 * @typedef {{
 *   mode: string, profile: import('./corpus.mjs').Profile, count: number, tool: string,
 *   wall?: number, cpu?: number, memory?: number, ratio?: number, cpuRatio?: number, note?: string,
 *   saves?: ReturnType<typeof import('./dev.mjs').summarise>,
 * }} Row
 */

/** The machine and the day, as a run is not worth much without them. */
export function machine() {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}: ${cpus().length} × ${first?.model.trim()}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}`;
}

/**
 * A line for a terminal.
 * @param {Row} row
 */
export function rowText(row) {
  const { mode, profile, count, tool } = row;
  return [mode.padEnd(15), profile, String(count).padStart(6), tool.padEnd(17), ...cells(row)]
    .join('  ')
    .trimEnd();
}

/**
 * Exponents of growth: a build of N reports takes as long as N to that power, between one number and the
 * next.
 * @param {readonly Row[]} rows
 * @returns {Row[]}
 */
export function growthOf(rows) {
  const cold = rows.filter(({ mode, tool, count }) => mode === 'cold' && tool === 'ours' && count > 3);
  return cold.flatMap((row, place) => {
    const before = cold[place - 1];
    if (!before?.wall || !row.wall || before.profile !== row.profile || before.count >= row.count) return [];
    const exponent = Math.log(row.wall / before.wall) / Math.log(row.count / before.count);
    const { profile, count, tool } = row;
    return [{ mode: 'growth', profile, count, tool, note: `N^${exponent.toFixed(2)} from ${before.count}` }];
  });
}

/**
 * Tables, one for each profile and number of reports.
 * @param {readonly Row[]} rows
 */
export function markdownOf(rows) {
  const titles = [...new Set(rows.map(titleOf))];
  const tables = titles.map((title) => {
    const lines = rows
      .filter((row) => titleOf(row) === title)
      .map((row) => `| ${[row.mode, row.tool, ...cells(row)].map((cell) => cell.trim()).join(' | ')} |`);
    const head =
      '| mode | tool | wall | CPU | memory | wall ÷ Hugo | CPU ÷ Hugo | |\n|---|---|---:|---:|---:|---:|---:|---|';
    return `### ${title}\n\n${head}\n${lines.join('\n')}\n`;
  });
  return `${machine()}\n\n${tables.join('\n')}`;
}

/** @param {Row} row */
function titleOf({ count, profile }) {
  return count === 0 ? 'Starting' : `${count} reports, ${profile}`;
}

/** @param {Row} row */
function cells({ wall, cpu, memory, ratio, cpuRatio, note, saves }) {
  const shown = (/** @type {number | undefined} */ value, /** @type {(value: number) => string} */ format) =>
    value === undefined || Number.isNaN(value) ? '' : format(value);
  return [
    shown(wall, (value) => `${value.toFixed(2)} s`).padStart(9),
    shown(cpu, (value) => `${value.toFixed(2)} s`).padStart(9),
    shown(memory, (value) => `${Math.round(value)} MB`).padStart(8),
    shown(ratio, (value) => value.toFixed(2)).padStart(6),
    shown(cpuRatio, (value) => value.toFixed(2)).padStart(6),
    [note ?? '', saves ? savesText(saves) : ''].filter((text) => text !== '').join(', '),
  ];
}

/** @param {NonNullable<Row['saves']>} saves */
function savesText({ first, median, p99, slowest, delay, heaps, resident }) {
  const times = `median ${median} ms, p99 ${p99} ms, slowest ${slowest} ms, first page ${Math.round(first)} ms`;
  if (Number.isNaN(delay)) return times;
  return `${times}, deaf for ${delay} ms at most, heap ${heaps.join(' ')} MB, resident ${Math.round(resident)} MB`;
}
