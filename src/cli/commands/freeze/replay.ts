import { build } from '../../../pipeline/build.ts';
import { FREEZING, generatorHere } from '../../../host/make-site.ts';
import { moduleUrlIn } from '../../../host/module-url.ts';
import type { SourceFile } from '../../../model/file.ts';
import type { Instant } from '../../../model/instant.ts';
import { startCrews } from '../../../host/page-crew.ts';
import { listTree, readObjects } from '../../../host/git.ts';
import { readTheme } from '../../../host/files/site-files.ts';
import { locate } from '../../../source/locate/locate.ts';
import { parseSite } from '../../../source/site.ts';
import { frozenFiles } from '../../../versions/freeze.ts';
import type { SiteFile } from '../../../versions/paths.ts';
import type { Recovered, Standing, TextPast } from '../../../versions/recover.ts';
import { publicationTime, recoverable, recoveryFault, textAt } from '../../../versions/recovery.ts';
import type { VersionedStanding } from '../../../versions/recovery.ts';
import { picturesAmong } from '../../../pipeline/publication/pictures.ts';

interface ToRecover {
  readonly past: TextPast;
  readonly recovered: readonly Recovered<VersionedStanding>[];
}

/** Publishes old texts one after another, each on top of what was published before it, in memory. */
export class Replay {
  /** What has to be written, in order; of two contents for one path the later one counts. */
  readonly written: SiteFile[] = [];
  readonly #root: string;
  readonly #parse: Parameters<typeof build>[1];
  readonly #shared: readonly SourceFile[];
  /** Everything published, including what was recovered. */
  readonly #published: Map<string, SourceFile>;
  /** The newest text of each original, which its translations are read against. */
  readonly #originals = new Map<string, readonly SourceFile[]>();
  readonly #files: readonly SourceFile[];
  readonly #roles: ReadonlyMap<string, 'original' | 'translation'>;

  constructor(root: string, files: readonly SourceFile[], parse: Parameters<typeof build>[1]) {
    this.#root = root;
    this.#parse = parse;
    this.#files = files;
    const site = parseSite(files.find(({ path }) => path === 'site.yaml')).value;
    const located = site ? locate(files, site).value : [];
    this.#roles = new Map(
      located.flatMap(({ languageFiles }) =>
        languageFiles.map(({ file, role }) => [file.path, role] as const),
      ),
    );
    this.#shared = files.filter(
      ({ path }) => !path.startsWith('incidents/') && !path.startsWith('published/'),
    );
    this.#published = new Map(
      files.filter(({ path }) => path.startsWith('published/')).map((file) => [file.path, file]),
    );
  }

  /** What can be recovered, grouped by report, originals before their translations. */
  async inOrder(pasts: readonly TextPast[]): Promise<ToRecover[][]> {
    const reports = new Map<string, ToRecover[]>();
    for (const past of pasts) {
      const { reference } = partsOf(past.path);
      const objects = past.standings.map(({ object }) => object);
      const bodies = (await readObjects(this.#root, objects)).map(decode);
      const today = decode(this.#files.find(({ path }) => path === past.path)?.bytes);
      const recovered = recoverable(past.standings, bodies, today, this.#ledger(past.path));
      reports.set(reference, [...(reports.get(reference) ?? []), { past, recovered }]);
    }
    const isOriginal = ({ past }: ToRecover) => this.#isOriginal(past.path);
    return [...reports.values()].map((texts) => [
      ...texts.filter(isOriginal),
      ...texts.filter((each) => !isOriginal(each)),
    ]);
  }

  /** Publishes one version, or says why that cannot be done. */
  async recover(
    past: TextPast,
    { version, standing }: Recovered<VersionedStanding>,
  ): Promise<string | undefined> {
    const { reference, language } = partsOf(past.path);
    const folder = `incidents/${reference}/`;
    const then = await this.#folderAt(standing, folder);
    const own = then.filter(({ path }) => path === past.path || !path.endsWith('.md'));
    const original = this.#isOriginal(past.path)
      ? []
      : (this.#originals.get(reference) ?? this.#liveOriginal(reference));
    const names = new Set(own.map(({ path }) => path));
    const beside = original.filter(({ path }) => !names.has(path));
    const files = [...this.#shared, ...this.#published.values(), ...beside, ...own];
    const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const published = publicationTime(standing, this.#ledger(past.path));
    const result = await this.#buildAt(published, sorted);
    const text = result.texts.find(
      ({ history }) => history.reference === reference && history.language === language,
    );
    const fault = recoveryFault(version, past.path, text, result.diagnostics);
    if (fault !== undefined || !text?.pending) return fault;
    this.#publish(frozenFiles(text.history, text.pending, published, picturesAmong(result.files)));
    if (this.#isOriginal(past.path)) this.#originals.set(reference, own);
    return undefined;
  }

  /** A site made of these files, with its templates rendered in separate threads. */
  async #buildAt(at: Instant, files: readonly SourceFile[]) {
    const crews = startCrews();
    try {
      const input = {
        files,
        theme: readTheme(),
        generator: generatorHere(),
        options: FREEZING,
        moduleUrl: moduleUrlIn(this.#root),
      };
      const made = await build(input, this.#parse, undefined, undefined, { crew: crews.start });
      return { ...made, texts: await made.texts({ at, changes: undefined }) };
    } finally {
      await crews.close();
    }
  }

  #publish(files: readonly SiteFile[]): void {
    for (const { path, body } of files) {
      this.written.push({ path, body });
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      this.#published.set(path, { path, bytes });
    }
  }

  /** The folder of a report in a commit, under its current name. */
  async #folderAt({ commit, path }: Standing, folder: string): Promise<SourceFile[]> {
    const then = path.slice(0, path.lastIndexOf('/') + 1);
    const entries = await listTree(this.#root, commit, then);
    const bodies = await readObjects(
      this.#root,
      entries.map(({ object }) => object),
    );
    return entries.map((entry, index) => ({
      path: folder + entry.path.slice(then.length),
      bytes: bodies[index] ?? new Uint8Array(),
    }));
  }

  #ledger(path: string): string {
    const { reference, language } = partsOf(path);
    return decode(this.#published.get(`published/${reference}/${language}/ledger.jsonl`)?.bytes);
  }

  #isOriginal(path: string): boolean {
    return this.#roles.get(path) === 'original';
  }

  #liveOriginal(reference: string): readonly SourceFile[] {
    return this.#files.filter(
      ({ path }) => path.startsWith(`incidents/${reference}/`) && this.#isOriginal(path),
    );
  }
}

function partsOf(path: string): { readonly reference: string; readonly language: string } {
  return textAt(path) ?? { reference: '', language: '' };
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
