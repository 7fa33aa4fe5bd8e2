import { readFile } from '../../src/model/seen-file.ts';
import type { SiteFile } from '../../src/model/seen-file.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import type { Named } from '../../src/pipeline/remember/named.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import type { Rules } from '../../src/pipeline/remember/rules.ts';
import type { PageSettings } from '../../src/site/page-settings.ts';

/** Something that is wrong with what is remembered, in one of the layers. */
export interface Fault {
  readonly rules?: Partial<Rules>;
  /** How files look. */
  readonly look?: (file: SiteFile) => SiteFile;
  /** What is handed from one build to the next; `before` is what was handed over the last time. */
  readonly memory?: (memory: Memory, before: Memory) => Memory;
}

/** Keys of pages without some of what they name; of all of them, or of those with such a name. */
const withoutInputs = (names: readonly string[], pages = /^/): Fault => ({
  rules: {
    inputKeys: (page) =>
      RULES.inputKeys(page).filter(
        (each) => !pages.test(page.name) || !names.includes(each.slice(0, each.lastIndexOf(' '))),
      ),
  },
});

const ARTICLE = /^\w\w\/incidents\/[^/]+\/index\.html$/;

/** Pages whose `from` leaves out a part of what they are planned from, such as the one at this place. */
const withoutFrom = (pages: RegExp, part: number | RegExp): Fault => ({
  rules: {
    from: ({ name, from }) => {
      if (from === undefined || !pages.test(name)) return from;
      return typeof part === 'number' ? from.split(' ').toSpliced(part, 1).join(' ') : from.replace(part, '');
    },
  },
});

/** Pages that take no notice of what site.yaml adds to the Content-Security-Policy. */
const WITHOUT_POLICY: Fault = {
  rules: {
    inputKeys: (page) =>
      RULES.inputKeys({ ...page, inputs: Object.fromEntries(Object.entries(page.inputs).map(unpoliced)) }),
  },
};

function unpoliced([name, value]: [string, unknown]): [string, unknown] {
  if (name !== 'site' && name !== 'settings') return [name, value];
  const { csp: _, ...rest } = (value as Named<PageSettings>).load() as PageSettings;
  return [name, rest];
}

/** Values that take no notice of some files. */
const withoutFiles = (pattern: RegExp): Fault => {
  const others = (keys: readonly unknown[]) => keys.filter((key) => !pattern.test(String(key)));
  return { rules: { isSame: (before, now) => RULES.isSame(others(before), others(now)) } };
};

/** The pages of now, with the files that some of them had before. */
const withOldFiles = (pages: RegExp): Fault => ({
  memory: (memory, before) => ({
    ...memory,
    pages: new Map(
      [...memory.pages].map(([name, now]) => [
        name,
        { ...now, files: (pages.test(name) && before.pages.get(name)?.files) || now.files },
      ]),
    ),
  }),
});

/** Keys of units in which some files have no bytes. */
const withoutBytes = (pattern: RegExp): Fault => ({
  rules: {
    unitKey: (unit, settings) => {
      const files = unit.files
        .map(readFile)
        .map((file) => (pattern.test(file.path) ? { ...file, bytes: new Uint8Array() } : file));
      return RULES.unitKey({ ...unit, files }, settings);
    },
  },
});

/** Keys of units without one of the settings. */
const withoutSetting = (name: 'services' | 'labels' | 'plugins'): Fault => ({
  rules: {
    settingsKey: ({ site, ...others }) => {
      const settings = { ...others, site: { ...site, [name]: undefined }, [name]: undefined };
      return RULES.settingsKey(settings as never);
    },
  },
});

export const FAULTS: Readonly<Record<string, Fault>> = {
  'units: the texts': withoutBytes(/^incidents\/.*\.md$/),
  'units: the pictures': withoutBytes(/\.png$/),
  'units: what was published': withoutBytes(/^published\//),
  'units: the services': withoutSetting('services'),
  'units: the words in texts': withoutSetting('labels'),
  'units: the plugins': withoutSetting('plugins'),
  'units: all settings': { rules: { settingsKey: () => '' } },
  'units: everything': { rules: { unitKey: ({ name }) => name } },
  'looks: equal for other bytes': {
    look: (file) => ({ path: file.path, stamp: file.path, read: () => readFile(file) }),
  },
  'index: the looks of now with the units of before': {
    memory: (memory, before) => ({
      ...memory,
      units: new Map(
        [...memory.units].map(([name, now]) => [
          name,
          { ...(before.units.get(name) ?? now), look: now.look, settings: now.settings },
        ]),
      ),
    }),
  },
  'index: the keys of now with the units of before': {
    memory: (memory, before) => ({
      ...memory,
      units: new Map(
        [...memory.units].map(([name, now]) => {
          const old = before.units.get(name) ?? now;
          return [name, { ...now, unit: old.unit }];
        }),
      ),
    }),
  },
  'index: the inputs of now with the files of before': withOldFiles(/^/),
  'index: the copies of now with the files of before': withOldFiles(/^static\//),
  'index: pages without one of their files': {
    memory: (memory) => ({
      ...memory,
      pages: new Map(
        [...memory.pages].map(([name, now]) => [name, { ...now, files: now.files.slice(0, 1) }]),
      ),
    }),
  },
  'values: everything': { rules: { isSame: () => true } },
  'values: of as many things': { rules: { isSame: (before, now) => before.length === now.length } },
  'values: the files of plugins': withoutFiles(/^plugins\//),
  'values: the extra style': withoutFiles(/^templates\/extra\.css /),
  'values: the interface texts': withoutFiles(/^templates\/messages\//),
  'values: the ledger of the site': withoutFiles(/^published\//),
  'values: the own pages of before': {
    memory: (memory, before) => ({
      ...memory,
      values: new Map(
        [...memory.values].map(([name, now]) => [
          name,
          name.startsWith('own page ') ? { ...now, value: before.values.get(name)?.value ?? now.value } : now,
        ]),
      ),
    }),
  },
  'reports: of an older key': {
    memory: (memory, before) => {
      // The store is handed on as it is: it is wrong from the first build on.
      if (memory.reports === before.reports) return memory;
      const held = new Map<string, NonNullable<ReturnType<Memory['reports']['get']>>>();
      const { reports } = memory;
      return {
        ...memory,
        reports: {
          get: (key) => {
            const own = reports.get(key);
            return own && (held.get(own.reference) ?? own);
          },
          put: (key, report) => {
            if (!held.has(report.reference)) held.set(report.reference, report);
            reports.put(key, report);
          },
        },
      };
    },
  },
  ...Object.fromEntries(
    [
      ['site', 'settings'],
      ['texts'],
      ['assets'],
      ['report'],
      ['lines'],
      ['checkpoint'],
      ['newer'],
      ['older'],
      ['related'],
      ['publications', 'reports'],
      ['facts', 'reports'],
      ['html'],
      ['events'],
      ['entries'],
      ['months'],
      ['asOf'],
      ['file'],
      ['bytes'],
      ['standing'],
      ['state'],
    ].map((names) => [`pages: ${names.join(' and ')}`, withoutInputs(names)]),
  ),
  'pages: the content policy': WITHOUT_POLICY,
  'updates feeds: the reports with the updates': withoutInputs(['updates', 'reports'], /updates\.atom$/),
  'updates feeds: the report': withoutInputs(['report'], /\/updates\.atom$/),
  'updates feeds: the lines of the ledger': withoutInputs(['lines'], /updates\.atom$/),
  'updates feeds: the checkpoint': withoutInputs(['checkpoint'], /updates\.atom$/),
  'from: everything': { rules: { from: ({ from }) => from && 'the same' } },
  'from: the site': withoutFrom(ARTICLE, 0),
  'from: the assets': withoutFrom(ARTICLE, 1),
  'from: the texts': withoutFrom(ARTICLE, 2),
  'from: the report': withoutFrom(ARTICLE, 3),
  'from: the newer one': withoutFrom(ARTICLE, 4),
  'from: the older one': withoutFrom(ARTICLE, 5),
  'from: related ones': withoutFrom(ARTICLE, 6),
  'from: the lines of the ledger': withoutFrom(ARTICLE, -2),
  'from: the present': withoutFrom(ARTICLE, /@\S+/g),
  'from: the standing of versions': withoutFrom(/history/, -1),
  'from: the report of updates': withoutFrom(/\/updates\.atom$/, 2),
  'from: the lines of updates': withoutFrom(/\/updates\.atom$/, 3),
  'from: the bytes of copies': withoutFrom(/^static\//, 0),
  'pages: templates': { rules: { templateKeys: () => [] } },
  'pages: everything': { rules: { inputKeys: () => [], templateKeys: () => [] } },
};
