/**
 * The command git runs to merge a report; git runs it in the top folder of the work tree. `site` is the
 * site's folder there, empty for the top itself. Where the program is not installed yet, git merges line by
 * line as it always does: with a driver that cannot be run, git would keep our side and drop the other.
 */
export function mergeDriver(site: string): string {
  const program = `${site === '' ? '.' : `./${site}`}/node_modules/.bin/incident-press`.replaceAll(
    /[^\w./-]/g,
    String.raw`\$&`,
  );
  return `if test -x ${program}; then ${program} merge --driver %O %A %B %P; else git merge-file -L ours -L base -L theirs %A %O %B; fi`;
}
