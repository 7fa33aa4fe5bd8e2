import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { PageUrl } from '../model/page.ts';
import type { Site } from '../source/site-schema.ts';
import { unreadableTemplate } from '../render/pages/template-problem.ts';
import { tightenCss } from '../render/tighten-css.ts';
import type { SharedAssets } from '../site/pages/base.ts';
import { checkStyle } from '../site/checks/style.ts';
import { assetUrl, outputPath } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';
import { withoutNote } from '../writing/eject/note.ts';

/** Hexadecimal digits of a hash in a file name: enough to keep the names of a site's files distinct. */
const DIGITS = 12;

/** Rules of a site that are added to the style that comes with the program. */
const EXTRA = 'templates/extra.css';

/** The files every page refers to, their addresses, and what is wrong with them. */
interface MadeAssets {
  readonly addresses: SharedAssets;
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files every page refers to, with the hash of their bytes in their names, and their addresses. `bundle`
 * is the folder of the search index, if there is one.
 */
export function sharedAssets(
  theme: readonly SourceFile[],
  files: readonly SourceFile[],
  site: Site,
  bundle?: PageUrl,
): MadeAssets {
  const made: OutputFile[] = [];
  const add = (name: string, body: string | Uint8Array): PageUrl => {
    const url = hashedUrl(name, body);
    made.push({ path: outputPath(url), body });
    return url;
  };
  const find = (path: string) =>
    files.find((file) => file.path === path) ?? theme.find((file) => file.path === path);
  const addText = (name: string) => {
    const text = textAt(find(`templates/${name}`));
    return text === undefined ? undefined : { url: add(name, text), integrity: integrityOf(text) };
  };
  const logo = site.theme.logo === undefined ? undefined : find(site.theme.logo);
  const missing = site.theme.logo !== undefined && (!logo || logo.refused);
  const extra = textAt(find(EXTRA));
  // The site's own rules come last, so that they win.
  const sheet = (name: string) => tightenCss(textAt(find(`templates/${name}.css`)) ?? '');
  const style = add('style.css', sheet('style') + accentRule(site) + (extra ?? ''));
  const script = addText('enhance.js');
  const search = bundle === undefined ? undefined : addText('search.js');
  return {
    addresses: {
      style,
      sheets: sheetsWith((name) => add(`${name}.css`, sheet(name))),
      script: script?.url,
      scriptIntegrity: script?.integrity,
      icon: addText('icon.svg')?.url,
      search: search && bundle && { script: search.url, scriptIntegrity: search.integrity, bundle },
      logo: logo && !missing ? add(logo.path.slice(logo.path.lastIndexOf('/') + 1), logo.bytes) : undefined,
    },
    files: made,
    diagnostics: [...(missing ? [noLogo(site.theme.logo)] : []), ...lost(files), ...checkExtra(extra, site)],
  };
}

function sheetsWith(add: (name: string) => PageUrl): SharedAssets['sheets'] {
  return {
    status: add('status'),
    open: add('open'),
    record: add('record'),
    changes: add('changes'),
    figures: add('figures'),
    embed: add('embed'),
    print: add('print'),
    contrast: add('contrast'),
  };
}

function hashedUrl(name: string, body: string | Uint8Array): PageUrl {
  const dot = name.lastIndexOf('.');
  return assetUrl(`${name.slice(0, dot)}.${sha256(body).slice(0, DIGITS)}${name.slice(dot)}`);
}

/** The folders, style sheets, scripts and pictures of the site's own theme that could not be read. */
function lost(files: readonly SourceFile[]): Diagnostic[] {
  return files
    .filter(({ path, refused }) => refused && /^templates(?:\/[^.]+|\/[^/]+\.(?:css|js|svg))?$/.test(path))
    .map(({ path }) => unreadableTemplate(path));
}

function textAt(file: SourceFile | undefined): string | undefined {
  return file && withoutNote(new TextDecoder().decode(file.bytes));
}

/** The digest that a browser checks before it runs a script (Subresource Integrity). */
function integrityOf(text: string): string {
  return `sha256-${Buffer.from(sha256(text), 'hex').toString('base64')}`;
}

function noLogo(path: string | undefined): Diagnostic {
  return diagnose('INC807', placeOf('site.yaml'), `There is no logo \`${path}\``);
}

function checkExtra(extra: string | undefined, site: Site): Diagnostic[] {
  return extra === undefined ? [] : checkStyle(EXTRA, extra, site);
}

/** site.yaml's accent as a custom property; the schema lets only plain colours through. */
function accentRule({ theme }: Site): string {
  return theme.accent === undefined ? '' : `:root{--accent:${theme.accent}}\n`;
}
