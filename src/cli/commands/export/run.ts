import { join, resolve } from 'node:path';
import { writeFile } from '../../../host/files/write.ts';
import type { Edition, Original } from '../../../model/edition.ts';
import { erp5File } from '../../../writing/export/erp5.ts';
import type { Exported } from '../../../writing/export/erp5.ts';
import type { PublishedText } from '../../../versions/published.ts';
import { findSite } from '../../arguments/site.ts';
import { withReports } from '../../reports.ts';
import type { Shared } from '../../shared-options.ts';
import { count } from '../../terminal/count.ts';
import { printJson } from '../../terminal/json.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { ExportCommand } from './options.ts';

type Command = Shared & ExportCommand;

/** `export`: everything published, in another system's format. The site is not changed. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async ({ published }) => {
    const files = published.texts
      .flatMap((text) => exportedOf(text, published.texts))
      .flatMap((each) => erp5File(each) ?? []);
    const folder = resolve(world.cwd, command.out);
    // Several wordings of one version share a file name; the newest comes last, so it is the one that stays.
    for (const { name, text } of files) writeFile(join(folder, name), text);
    const names = [...new Set(files.map(({ name }) => name))];
    if (command.json) printJson({ version: 1, folder: command.out, files: names }, world);
    else if (!command.quiet) world.stdout.write(`${count(names.length, 'file')} → ${command.out}/\n`);
    return EXIT.fine;
  });
}

/** The editions of a text that were not redacted, each with the original of its version. */
function exportedOf({ reference, snapshots }: PublishedText, texts: readonly PublishedText[]): Exported[] {
  const originals = texts
    .filter((text) => text.reference === reference)
    .flatMap((text) => text.snapshots)
    .flatMap(({ files }) =>
      files && isOriginal(files.edition) ? [{ original: files.edition, originalSource: files.source }] : [],
    );
  return snapshots.flatMap(({ files }): Exported[] => {
    if (!files) return [];
    const { edition, source } = files;
    if (isOriginal(edition)) return [{ edition, source, original: edition, originalSource: source }];
    const told = originals.findLast(({ original }) => original.version.number <= edition.version.number);
    return told ? [{ edition, source, ...told }] : [];
  });
}

function isOriginal(edition: Edition): edition is Original {
  return edition.role === 'original';
}
