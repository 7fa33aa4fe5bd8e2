import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { isObject, objectOf, parseJson } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import type { ImportDocument } from '../told.ts';

/** The settings of a Hugo site, by their path. */
export const SETTINGS = /(?:^|\/)(?:config|hugo)\.(?:ya?ml|toml)$/i;

/** The front matter of Hugo in its three languages, and the text below it. */
const FRONT_MATTER: readonly (readonly [RegExp, (text: string) => unknown])[] = [
  [
    /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/,
    (text) => parseYaml(text, { schema: 'failsafe' }),
  ],
  [/^\uFEFF?\+\+\+[ \t]*\r?\n([\s\S]*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/, parseTomlAsText],
];

/** An issue as its front matter and the text below it; undefined where neither can be read. */
export function splitIssue(text: string): { readonly matter: JsonObject; readonly body: string } | undefined {
  try {
    for (const [pattern, parse] of FRONT_MATTER) {
      const match = pattern.exec(text);
      if (match) return { matter: objectOf(parse(match[1] ?? '')), body: text.slice(match[0].length) };
    }
    const json = /^\uFEFF?(\{[\s\S]*?\n\})[ \t]*(?:\r?\n|$)/.exec(text);
    const value = json ? parseJson(json[1] ?? '') : undefined;
    return json && isObject(value) ? { matter: value, body: text.slice(json[0].length) } : undefined;
  } catch {
    return undefined;
  }
}

/** Times of TOML as the text they are, with the zone they have or lack. */
function parseTomlAsText(text: string): unknown {
  return Object.fromEntries(
    Object.entries(parseToml(text)).map(([key, value]) => [
      key,
      value instanceof Date ? String(value.toISOString()) : value,
    ]),
  );
}

/** The settings of the page, where a document is those; empty where they cannot be read. */
export function settingsIn({ path, text }: ImportDocument): JsonObject | undefined {
  if (!SETTINGS.test(path)) return undefined;
  try {
    return objectOf(path.endsWith('.toml') ? parseToml(text) : parseYaml(text));
  } catch {
    return {};
  }
}

/** The name of an issue in its address: that of its file, or of its folder. */
export function slugIn(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return (/^index\.md$/i.test(name) ? (path.split('/').at(-2) ?? name) : name).replace(/\.md$/i, '');
}
