import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OwnPageTexts, OwnText } from '../../model/own-page.ts';
import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import { locateOwnPage, ownFolderOf, straysOfPages } from '../../source/own-page/locate.ts';
import type { OwnFolder } from '../../source/own-page/locate.ts';
import type { OwnTextRequest } from '../../source/own-page/request.ts';
import type { PictureTable } from '../../source/request.ts';
import { contextOf, readPictures } from '../parse/read-reports.ts';
import type { ParseEditions } from '../parse/read-reports.ts';
import { keysOf } from '../remember/units.ts';
import type { Values } from '../remember/values.ts';
import { isOfTheMoment } from '../unit.ts';
import type { UnitSettings } from '../unit.ts';

/** What is needed to read the site's own pages. */
export interface OwnReading {
  readonly files: readonly SiteFile[];
  readonly settings: UnitSettings;
  readonly values: Values;
  readonly parse: ParseEditions;
}

/** The site's own pages, and their problems. */
export interface OwnPages {
  /** Sorted by name. */
  readonly pages: readonly OwnPageTexts[];
  /** The file of a picture, by its content address. */
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known about one page by itself. */
interface OwnPage {
  readonly page: OwnPageTexts | undefined;
  readonly pictures: readonly (readonly [address: string, path: string])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the site's own pages; those whose files are unchanged are not read again. */
export async function readOwnPages({ files, settings, values, parse }: OwnReading): Promise<OwnPages> {
  const folders = new Map<string, SiteFile[]>();
  for (const file of files) {
    const name = ownFolderOf(file.path);
    if (name !== undefined) folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  const made: OwnPage[] = [];
  for (const [name, own] of folders) {
    const keys = keysOf(own);
    const make = () => makePage(name, own, settings, parse);
    const isSure = ({ diagnostics }: OwnPage) => !diagnostics.some(isOfTheMoment);
    made.push(await values.later(`own page ${name}`, [...keys, settings], make, isSure));
  }
  const places = new Map(made.flatMap(({ pictures }) => pictures));
  return {
    pages: made.flatMap(({ page }) => page ?? []),
    pictureAt: (address) => {
      const file = files.find(({ path }) => path === places.get(address));
      return file && (() => readFile(file).bytes);
    },
    diagnostics: [
      ...straysOfPages(files.filter(({ path }) => ownFolderOf(path) === undefined).map(readFile)),
      ...made.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

async function makePage(
  name: string,
  files: readonly SiteFile[],
  settings: UnitSettings,
  parse: ParseEditions,
): Promise<OwnPage> {
  const folder = locateOwnPage(name, files.map(readFile), settings.site);
  const pictures = readPictures(folder, `pages/${name}/`, settings.site.limits.pictureBytes);
  const outcomes = await parse(requestsOf(folder, pictures.table, settings));
  const texts = outcomes.flatMap(({ value }): OwnText[] => (value ? [value] : []));
  const original = texts.some(({ language }) => language === folder.original) ? folder.original : undefined;
  return {
    page: original && { name, original, texts },
    pictures: pictures.paths,
    diagnostics: [
      ...folder.diagnostics,
      ...pictures.diagnostics,
      ...outcomes.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function requestsOf(
  { name, texts, original }: OwnFolder,
  pictures: PictureTable,
  settings: UnitSettings,
): OwnTextRequest[] {
  const context = contextOf(settings);
  return texts.map(({ language, file: { path, bytes } }) => {
    const isOriginal = language === original;
    return { role: 'page', name, path, bytes, language, isOriginal, context, pictures };
  });
}
