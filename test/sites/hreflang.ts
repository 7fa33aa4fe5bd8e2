import { factsOf } from './pure-site.ts';

/**
 * What is wrong with the alternates (hreflang) and canonical addresses of a whole site: they are
 * reciprocal, lead only to pages that are there and may be found, include the page itself and x-default.
 */
export function alternateFaults(pages: ReadonlyMap<string, string>, url: string): string[] {
  const all = new Map([...pages].map(([path, html]) => [url + path.slice(1), { path, ...factsOf(html) }]));
  return [...all].flatMap(([address, { path, canonical, isHidden, alternates, language }]) => {
    const faults: string[] = [];
    const there = all.get(canonical);
    if (!there && !path.endsWith('404.html')) faults.push(`${path}: canonical ${canonical} is not there`);
    if (alternates.size === 0) return faults;
    if (!alternates.has('x-default')) faults.push(`${path}: no x-default`);
    // A page without a text of its own lists where there are some, and is not listed itself. The root shows the
    // status page of the first language, whose own address is listed.
    const own = path === '/' ? canonical : address;
    if (!isHidden && alternates.get(language) !== own) faults.push(`${path}: does not list itself`);
    for (const [tag, target] of alternates) {
      const other = all.get(target);
      if (!other) faults.push(`${path}: ${tag} leads to ${target}, which is not there`);
      else if (other.isHidden) faults.push(`${path}: ${tag} leads to ${target}, which is hidden`);
      else if (tag !== 'x-default' && other.language !== tag) faults.push(`${path}: ${tag} leads to a page in ${other.language}`);
      else if (JSON.stringify([...other.alternates]) !== JSON.stringify([...alternates])) faults.push(`${path}: ${target} lists others`);
    }
    return faults;
  });
}

/** Links inside the site that lead to no file of the output. */
export function deadLinks(pages: ReadonlyMap<string, string>, paths: readonly string[]): string[] {
  const files = new Set(paths);
  return [...pages].flatMap(([page, html]) =>
    factsOf(html)
      .links.filter((href) => !/^(?:https?:|mailto:)/.test(href))
      .map((href) => new URL(href, `http://site${page}`).pathname)
      .filter((path) => !files.has(decodeURIComponent(path).slice(1).replace(/(^|\/)$/, '$1index.html')))
      .map((path) => `${page}: ${path}`),
  );
}
