/**
 * The way back to a published file as it was committed, for a hint. It works if the file was changed,
 * deleted, or replaced by a link, staged or not.
 */
export function restoring(path: string): string {
  return `Restore it: \`git checkout HEAD -- ${path}\``;
}

/** The same, with advice for damage that is also in the newest commit. */
export function restoringAnywhere(path: string): string {
  return `${restoring(path)}; if that commit has the damage too, \`git log --oneline -- ${path}\` lists earlier ones.`;
}

/** The way back if line ends were changed, which git repeats unless .gitattributes prevents it. */
export function restoringLineEnds(path: string): string {
  return `Add \`published/** -text\` to .gitattributes, then fetch the file again: \`rm ${path} && git checkout HEAD -- ${path}\`.`;
}
