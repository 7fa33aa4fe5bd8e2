import { canonicalTag } from '../../model/language.ts';
import type { PageUrl } from '../../model/page.ts';
import type { Manifest } from '../../publish/read-manifest.ts';
import { rootFileUrl, outputPath, siteLedgerUrl } from '../../site/route.ts';
import { CHECKPOINT, LEDGER, PUBLISHED, SITE_LEDGER } from '../../versions/paths.ts';
import type { BuiltSite } from '../built-site.ts';
import type { History } from './against.ts';
import { eachOf } from './each-of.ts';

/** The history of a built site as served. */
export async function servedHistory(
  { read }: Pick<BuiltSite, 'read'>,
  { files }: Pick<Manifest, 'files'>,
): Promise<History> {
  const text = async (path: string) => new TextDecoder().decode(await read(path));
  const texts = new Map<string, string>();
  await eachOf([...files.keys()], async (path) => {
    const [, segment = '', reference = ''] = SERVED.exec(path) ?? [];
    if (reference !== '') texts.set(`${reference}/${canonicalTag(segment) ?? segment}`, await text(path));
  });
  return {
    checkpoint: await servedText({ read }, rootFileUrl('checkpoint')),
    ledger: await servedLedger({ read }, { files }),
    texts,
  };
}

/** The site's ledger, put together from the parts it is served in. */
export async function servedLedger(
  site: Pick<BuiltSite, 'read'>,
  { files }: Pick<Manifest, 'files'>,
): Promise<string> {
  let text = '';
  for (let part = 1; files.has(outputPath(siteLedgerUrl(part))); part += 1) {
    text += await servedText(site, siteLedgerUrl(part));
  }
  return text + (await servedText(site, siteLedgerUrl()));
}

export async function servedText({ read }: Pick<BuiltSite, 'read'>, url: PageUrl): Promise<string> {
  return new TextDecoder().decode(await read(outputPath(url)));
}

const SERVED = /^([a-z0-9-]+)\/incidents\/([^/]+)\/ledger\.jsonl$/;

/** The same for the files of a folder `published/`, saved anywhere. */
export function publishedHistory(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): History {
  const all = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const text = (path: string) => new TextDecoder().decode(all.get(path));
  const ledgers = [...all.keys()].filter((path) => path !== SITE_LEDGER && path.endsWith(`/${LEDGER}`));
  return {
    checkpoint: text(CHECKPOINT),
    ledger: text(SITE_LEDGER),
    texts: new Map(
      ledgers.map((path) => [path.slice(PUBLISHED.length, -(LEDGER.length + 1)), text(path)] as const),
    ),
  };
}
