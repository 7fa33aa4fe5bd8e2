/**
 * The command git runs to merge a report, in the top folder of the work tree. `site` is the site's folder
 * there, empty for the top itself. If the program is not installed yet, git merges line by line as usual:
 * with a driver that fails to run, git would keep our side and drop the other.
 */
export function mergeDriver(site: string): string {
  const own = `${site === '' ? '.' : `./${site}`}/node_modules/.bin/incident-press`.replaceAll(
    /[^\w./-]/g,
    String.raw`\$&`,
  );
  const merge = 'merge --driver %O %A %B %P';
  return (
    `if test -x ${own}; then ${own} ${merge}; ` +
    `elif command -v incident-press >/dev/null 2>&1; then incident-press ${merge}; ` +
    `else git merge-file -L ours -L base -L theirs %A %O %B; fi`
  );
}
