/**
 * Everyday words for values that have a fixed word here, by key. None of them is a misspelling of another
 * fixed word.
 */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: {
    fixed: 'resolved',
    solved: 'resolved',
    closed: 'resolved',
    done: 'resolved',
    recovered: 'resolved',
    open: 'investigating',
    new: 'investigating',
    triage: 'investigating',
    watching: 'monitoring',
    planned: 'scheduled',
    started: 'in-progress',
    in_progress: 'in-progress',
    inprogress: 'in-progress',
    finished: 'completed',
    cancelled: 'withdrawn',
    canceled: 'withdrawn',
  },
  service: {
    up: 'operational',
    ok: 'operational',
    degraded: 'degraded_performance',
    slow: 'degraded_performance',
    partial: 'partial_outage',
    maintenance: 'under_maintenance',
  },
  severity: { low: 'minor', high: 'major', blocker: 'critical' },
  kind: { planned: 'maintenance', scheduled: 'maintenance', info: 'notice', information: 'notice' },
};

/** The fixed word for an everyday one, or undefined if there is none or more than one. */
export function fixedWord(key: string, word: string): string | undefined {
  const table = WORDS[key];
  const plain = word.toLowerCase();
  return table !== undefined && Object.hasOwn(table, plain) ? table[plain] : undefined;
}
