/** The clock of the tests is at least a day after the newest report of any of them. */
const EARLIEST = Date.parse('2026-12-01T00:00:00Z');
const DAY = 86_400_000;
const real = Date.now;
const ahead = Math.max(0, Math.ceil((EARLIEST - real()) / DAY)) * DAY;

/** The time of this machine, with whole days added where it is too early, so that the time of day stays. */
export function present() {
  return real() + ahead;
}
