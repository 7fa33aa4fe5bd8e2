import type { SourceFile } from '../model/file.ts';
import { joined, recallParts } from '../model/recall-rows.ts';

/**
 * The few files of a site that are not part of its reports: site.yaml, templates, .gitattributes, and the logo
 * wherever it lies. In the order they come in.
 */
export function settingsFiles(files: readonly SourceFile[], logo?: string): readonly SourceFile[] {
  return joined(settingsOfPart(files, logo));
}

const settingsOfPart = recallParts((files: readonly SourceFile[], logo: string | undefined) =>
  files.filter(({ path }) => path === logo || !/^(?:incidents|published)\//.test(path)),
);
