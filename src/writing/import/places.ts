/** Placeholders for reports and pictures of the source in a text, until their addresses here are known. */
const REPORT = /import:([^\s)>\]]+)/g;
const PICTURE = /import-picture:([^\s)>\]]+)/g;

/** A text with placeholders for the reports and pictures it links to. */
export interface Placed {
  readonly text: string;
  /** Pictures of the source, each with its name in the folder of the report. */
  readonly pictures: readonly { readonly from: string; readonly to: string }[];
}

/** The placeholder for another document of the source, by the id of its report. */
export function reportPlace(id: string): string {
  return `import:${encodeURI(id)}`;
}

/** The placeholder for a picture of the source, by its path. */
export function picturePlace(path: string): string {
  return `import-picture:${encodeURI(path)}`;
}

/** Replaces the placeholders in a text; `nameOf` gives the reference of a report. */
export function placeLinks(text: string, nameOf: (id: string) => string | undefined): Placed {
  const pictures: { from: string; to: string }[] = [];
  const withPictures = text.replaceAll(PICTURE, (_, path: string) => {
    const from = decodeURI(path);
    const known = pictures.find((each) => each.from === from);
    const to = known?.to ?? freeName(pictureName(from), new Set(pictures.map((each) => each.to)));
    if (!known) pictures.push({ from, to });
    return to;
  });
  const placed = withPictures.replaceAll(REPORT, (_, id: string) => {
    const reference = nameOf(decodeURI(id));
    return reference === undefined ? '../' : `../${reference}/`;
  });
  return { text: placed, pictures };
}

/** A name that pictures of reports can have: lower case, no spaces. */
function pictureName(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  const [, stem = name, ending = ''] = /^(.*?)(\.[a-z\d]+)$/i.exec(name) ?? [];
  const plain = stem
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return `${plain === '' ? 'picture' : plain}${ending.toLowerCase()}`;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  const numbered = () => name.replace(/(\.[a-z\d]+)?$/, `-${number}$1`);
  while (taken.has(numbered())) number += 1;
  return numbered();
}
