import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { PageUrl } from '../model/page.ts';
import type { Site } from '../source/site-schema.ts';
import type { SharedAssets } from '../site/pages/base.ts';
import { assetUrl, outputPath } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';

/** Hexadecimal digits of a hash in a file name: enough that no two of a site's files share a name. */
const DIGITS = 12;

/**
 * The files every page refers to, with the hash of their bytes in their names, and their addresses. `bundle`
 * is where the search index will be, if there is one.
 */
export function sharedAssets(
  theme: readonly SourceFile[],
  files: readonly SourceFile[],
  site: Site,
  bundle?: PageUrl,
): {
  readonly addresses: SharedAssets;
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const made: OutputFile[] = [];
  const add = (name: string, body: string | Uint8Array): PageUrl => {
    const dot = name.lastIndexOf('.');
    const url = assetUrl(`${name.slice(0, dot)}.${sha256(body).slice(0, DIGITS)}${name.slice(dot)}`);
    made.push({ path: outputPath(url), body });
    return url;
  };
  const find = (path: string) =>
    files.find((file) => file.path === path) ?? theme.find((file) => file.path === path);
  const script = find('templates/enhance.js');
  const search = bundle === undefined ? undefined : find('templates/search.js');
  const icon = find('templates/icon.svg');
  const logo = site.theme.logo === undefined ? undefined : find(site.theme.logo);
  const missing = site.theme.logo !== undefined && (!logo || logo.refused);
  const style = new TextDecoder().decode(find('templates/style.css')?.bytes);
  return {
    addresses: {
      style: add('style.css', style + accentRule(site)),
      script: script ? add('enhance.js', new TextDecoder().decode(script.bytes)) : undefined,
      icon: icon ? add('icon.svg', new TextDecoder().decode(icon.bytes)) : undefined,
      search:
        search && bundle !== undefined
          ? { script: add('search.js', new TextDecoder().decode(search.bytes)), bundle }
          : undefined,
      logo: logo && !missing ? add(logo.path.slice(logo.path.lastIndexOf('/') + 1), logo.bytes) : undefined,
    },
    files: made,
    diagnostics: missing ? [noLogo(site.theme.logo)] : [],
  };
}

function noLogo(path: string | undefined): Diagnostic {
  return diagnose('INC807', placeOf('site.yaml'), `There is no logo \`${path}\``);
}

/** site.yaml's accent as a custom property; the schema lets only plain colours through. */
function accentRule({ theme }: Site): string {
  return theme.accent === undefined ? '' : `:root{--accent:${theme.accent}}\n`;
}
