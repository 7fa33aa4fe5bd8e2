/**
 * The name of the template in a file, `page/index` for `templates/page/index.eta`; undefined if it is not
 * one.
 */
export function templateName(path: string): string | undefined {
  return /^(?:.*\/)?templates\/(.+)\.eta$/.exec(path)?.[1];
}
