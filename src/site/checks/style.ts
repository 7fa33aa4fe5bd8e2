import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { positionOf } from '../../source/decode.ts';
import type { Site } from '../../source/site-schema.ts';

/** An import, or an address on another server. */
const LOADS = /@import\b[^;]*|url\(\s*["']?((?:https?:)?\/\/[^\s"')]+)/gi;

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;

/**
 * Finds what a style sheet of the site asks for but browsers do not load: other style sheets, since imports
 * below other rules are ignored, and files on servers that site.yaml does not allow.
 */
export function checkStyle(file: SitePath, css: string, { csp }: Pick<Site, 'csp'>): Diagnostic[] {
  // Comments are blanked out; lines and columns stay the same.
  const text = css.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  const allowed = Object.values(csp).flat();
  return [...text.matchAll(LOADS)].flatMap(({ 0: found, 1: address, index }) => {
    if (address !== undefined && allowed.some((each) => covers(each, address))) return [];
    const { line, column } = positionOf(text, index);
    const place = placeOf(file, [line, column, line, column + (found.split('\n')[0] ?? '').length]);
    return [
      address === undefined
        ? diagnose('INC833', place, 'A style sheet cannot be imported here', 'Copy its rules into this file.')
        : diagnose('INC833', place, `Browsers do not load \`${address}\`: it is on another server`),
    ];
  });
}

/** True for addresses of the host that a source of `csp` names. */
function covers(source: string, address: string): boolean {
  const [host, own] = [hostOf(source), hostOf(address)];
  return host.startsWith('*.') ? own.endsWith(host.slice(1)) : own === host;
}

function hostOf(address: string): string {
  const [host = ''] = address.replace(/^(?:https?:)?\/\//i, '').split('/');
  return host.toLowerCase();
}
