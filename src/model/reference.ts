/** The permanent name of an incident: its folder name, `2020-09-15-web-frontend`. */
export type Reference = string & { readonly brand: 'Reference' };

/**
 * Times of a report are accepted without question if they are within this many days of the date in its
 * name.
 */
export const BELIEVED_DAYS = 31;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 100;

/**
 * Makes a reference from a folder name: a calendar date, then lower-case words, all joined by hyphens.
 * Returns undefined if the name is not one (wrong shape, impossible date, more than 100 characters).
 */
export function parseReference(name: string): Reference | undefined {
  const match = SHAPE.exec(name);
  if (!match || name.length > LONGEST) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isCalendarDate(year, month, day) ? (name as Reference) : undefined;
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
