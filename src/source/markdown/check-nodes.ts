import type {
  Definition,
  Image,
  ImageReference,
  Link,
  LinkReference,
  Node,
  Parents,
  Root,
  RootContent,
} from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Picture, PictureTable } from '../request.ts';
import { rangeOf } from './options.ts';
import type { Rendering } from './options.ts';
import { reportAt } from './report.ts';
import { resolveLink, resolvePageLink } from './resolve-link.ts';

/**
 * Checks everything in a text that links somewhere: addresses of links and pictures are resolved or
 * refused. Each loss is a diagnostic at its place.
 */
export function checkNodes() {
  return (tree: Root, file: VFile): void => {
    const rendering = file.data.rendering!;
    // Most texts have no definitions, and need no search for them.
    const refused = String(file).includes(']:') ? refuseDefinitions(tree, rendering) : new Set<string>();
    checkChildren(tree, refused, rendering);
  };
}

/**
 * A hand-written loop, since it visits every node of every text: `visit` takes ten times as long per node.
 */
function checkChildren({ children }: Parents, refused: ReadonlySet<string>, rendering: Rendering): void {
  let index = 0;
  while (index < children.length) {
    const node = children[index] as RootContent;
    const replacement = replace(node, refused, rendering);
    // What replaces a node is checked in turn.
    if (replacement) children.splice(index, 1, ...(replacement as never[]));
    else {
      if ('children' in node) checkChildren(node, refused, rendering);
      index += 1;
    }
  }
}

/** What a node becomes: other nodes, or undefined if it stays (its address may be changed). */
function replace(node: Node, refused: ReadonlySet<string>, rendering: Rendering): RootContent[] | undefined {
  switch (node.type) {
    case 'link':
      return keepLink(node as Link, rendering) ? undefined : (node as Link).children;
    case 'linkReference':
      return refused.has((node as LinkReference).identifier) ? (node as LinkReference).children : undefined;
    case 'definition':
      return refused.has((node as Definition).identifier) ? [] : undefined;
    case 'image':
      return keepPicture(node as Image, rendering) ? undefined : altText((node as Image).alt);
    case 'imageReference':
      checkAlt(node as ImageReference, rendering);
      return refused.has((node as ImageReference).identifier)
        ? altText((node as ImageReference).alt)
        : undefined;
    default:
      return undefined;
  }
}

function keepLink(node: Link | Definition, rendering: Rendering): boolean {
  const { options, links } = rendering;
  const resolve = options.isOwnPage ? resolvePageLink : resolveLink;
  const destination = resolve(node.url, options.language);
  switch (destination.kind) {
    case 'web':
      node.url = destination.url;
      return true;
    case 'report':
      node.url = destination.url;
      links.push({
        reference: destination.reference,
        fragment: destination.fragment,
        range: rangeOf(node.position, options),
      });
      return true;
    case 'page':
      node.url = destination.url;
      links.push({
        page: destination.name,
        reference: '',
        fragment: destination.fragment,
        range: rangeOf(node.position, options),
      });
      return true;
    case 'fragment':
      return true;
    case 'refused':
      reportAt(
        rendering,
        node.position,
        'INC302',
        `The address of this link ${destination.why}`,
        options.isOwnPage
          ? 'Start it with `https://`, or link to a report as `/incidents/<reference>/` and to a page as `../<name>/`.'
          : 'Start it with `https://`, or link to another report as `../<reference>/en.md`.',
      );
      return false;
  }
}

/**
 * Resolves the addresses of all definitions; returns the identifiers of those with an address that is not
 * allowed.
 */
function refuseDefinitions(tree: Root, rendering: Rendering): ReadonlySet<string> {
  const definitions: Definition[] = [];
  /** Identifiers that some picture refers to. */
  const shown = new Set<string>();
  visit(tree, (node) => {
    if (node.type === 'definition') definitions.push(node);
    else if (node.type === 'imageReference') shown.add(node.identifier);
  });
  const refused = definitions.filter((node) =>
    shown.has(node.identifier) ? !keepPicture(node, rendering) : !keepLink(node, rendering),
  );
  return new Set(refused.map(({ identifier }) => identifier));
}

function keepPicture(node: Image | Definition, rendering: Rendering): boolean {
  const { options, pictures } = rendering;
  if (node.type === 'image') checkAlt(node, rendering);
  if (options.file === 'site.yaml') {
    const hint = 'Leave it out. `theme.logo` puts a picture above every page.';
    reportAt(rendering, node.position, 'INC303', 'There are no pictures in a footer', hint);
    return false;
  }
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(node.url)) {
    reportAt(
      rendering,
      node.position,
      'INC304',
      'This picture is on another site',
      `Save it in the folder of ${options.isOwnPage ? 'this page' : 'the report'} and write \`![…](picture.png)\`.`,
    );
    return false;
  }
  const name = pictureName(node.url);
  const picture = findPicture(name, rendering);
  // Problems of the file itself are reported elsewhere.
  if (picture === 'refused') return false;
  if (!picture) {
    const guess = nearest(name, Object.keys(options.pictures));
    reportAt(
      rendering,
      node.position,
      'INC303',
      `There is no picture \`${name}\` in the folder of this ${options.isOwnPage ? 'page' : 'report'}`,
      guess ? `Did you mean \`${guess}\`?` : 'Put the file next to this one, or correct the name.',
    );
    return false;
  }
  pictures.add(picture.address);
  node.url = `/assets/${picture.address}`;
  return true;
}

/** A picture made for the language of the text wins over the one for all: `graph.fr.png` over `graph.png`. */
function findPicture(name: string, { options }: Rendering): Picture | 'refused' | undefined {
  const dot = name.lastIndexOf('.');
  const own = `${name.slice(0, dot)}.${options.language}${name.slice(dot)}`;
  const found = [own, name]
    .map((each) => nameAsStored(each, options.pictures))
    .find((each) => each !== undefined);
  return found === undefined ? undefined : options.pictures[found];
}

/** Some systems store the letters of a name in another form (NFD) than people type them in (NFC). */
function nameAsStored(name: string, pictures: PictureTable): string | undefined {
  if (Object.hasOwn(pictures, name)) return name;
  const composed = name.normalize('NFC');
  return Object.keys(pictures).find((each) => each.normalize('NFC') === composed);
}

function pictureName(url: string): string {
  try {
    return decodeURIComponent(url).replace(/^\.\//, '');
  } catch {
    return url;
  }
}

function checkAlt(node: Image | ImageReference, rendering: Rendering): void {
  if (node.alt?.trim()) return;
  reportAt(
    rendering,
    node.position,
    'INC305',
    'This picture has no description',
    'Say in the square brackets what it shows, for people who cannot see it.',
  );
}

function altText(alt: string | null | undefined): RootContent[] {
  return alt ? [{ type: 'text', value: alt }] : [];
}
