/**
 * The way back to a published file as it was committed, for a hint. It works where the file was changed,
 * deleted, or replaced by a link, staged or not.
 */
export function restoring(path: string): string {
  return `Restore it: \`git checkout HEAD -- ${path}\``;
}

/** The same, with advice if the newest commit has the damage too. */
export function restoringAnywhere(path: string): string {
  return `${restoring(path)}; if that commit has the damage too, \`git log --oneline -- ${path}\` lists earlier ones.`;
}

/** The way back if line ends were changed, which git does again unless it is told not to. */
export function restoringLineEnds(path: string): string {
  return `Add \`published/** -text\` to .gitattributes, then fetch the file anew: \`rm ${path} && git checkout HEAD -- ${path}\`.`;
}
