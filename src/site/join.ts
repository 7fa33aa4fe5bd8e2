import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Hint } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import { isAutomatic } from '../model/automatic.ts';
import type { Original, Translation } from '../model/edition.ts';
import { formatVersion } from '../model/version.ts';
import { originalFacts } from '../source/facts.ts';

/**
 * Contradictions between a translation and its original (`told`, the version it translates if the site has
 * that): facts, entries, actions. No translation may be ahead of the newest original.
 */
export function joinTranslation(translation: Translation, told: Original, newest: Original): Diagnostic[] {
  return [
    ...contradictions(translation, told),
    ...unansweredEntries(translation, told, newest),
    ...untranslatedTexts(translation, told),
    ...surplusActions(translation, told),
    ...aheadOfOriginal(translation, newest),
  ];
}

function contradictions(translation: Translation, original: Original): Diagnostic[] {
  const facts = originalFacts(original);
  return Object.entries(translation.repeated).flatMap(([path, value]) => {
    // An entry the original lacks is one mistake, reported as such, and not one for each of its facts.
    const at = /^timeline\.([^.]+)\./.exec(path)?.[1];
    if (facts[path] === value || (at !== undefined && !original.timeline.some((entry) => entry.at === at)))
      return [];
    const key = path.split('.').at(-1);
    return [
      diagnose(
        'INC401',
        placeOf(translation.file, translation.places[placeKey(path, translation)]),
        `\`${key}\` is \`${value}\` here, but ${facts[path] ? `\`${facts[path]}\`` : 'not stated'} in the original`,
        'Delete the line: a translation takes facts from the original.',
        { related: related(original, placeKey(path, original), 'the original') },
      ),
    ];
  });
}

function unansweredEntries(translation: Translation, original: Original, newest: Original): Diagnostic[] {
  const isNewer = (at: string) => newest.timeline.some((entry) => entry.at === at);
  return translation.entries.flatMap(({ at }, index) =>
    original.timeline.some((entry) => entry.at === at)
      ? []
      : [
          diagnose(
            'INC402',
            placeOf(translation.file, translation.places[`timeline.${index}.at`]),
            `The original has no entry at ${at}`,
            isNewer(at)
              ? `Version ${formatVersion(newest.version)} has it: if that is the one translated here, write \`version: ${formatVersion({ ...newest.version, revision: 1 })}\`.`
              : `Its entries are at ${original.timeline.map((entry) => entry.at).join(', ')}.`,
          ),
        ],
  );
}

function untranslatedTexts(translation: Translation, original: Original): Diagnostic[] {
  // A translation of an older version cannot have the newer entries; its page shows them in the original
  // language.
  if (translation.version.number < original.version.number) return [];
  // Nobody has begun to translate it: that is no more a mistake than no file at all.
  if (isAutomatic(translation)) return [];
  const missing = original.timeline.flatMap((entry, index) =>
    translation.entries.some(({ at }) => at === entry.at) ? [] : [{ ...entry, index }],
  );
  const left = Object.keys(translation.places).filter((path) => path.startsWith('waiting.'));
  const absent = missing.filter(({ at }) => !left.includes(`waiting.${at}`));
  const count = left.length + absent.reduce((sum, { text }) => sum + (text === undefined ? 1 : 2), 0);
  if (count === 0) return [];
  const [first] = missing;
  const isOneEntry = missing.length === 1 && left.every((path) => path.startsWith(`waiting.${first?.at}`));
  return [
    diagnose(
      'INC403',
      placeOf(translation.file, translation.places[left[0] ?? 'version']),
      first && isOneEntry
        ? `The entry at ${first.at} is not translated yet`
        : count === 1
          ? 'One text is not translated yet'
          : `${count} texts are not translated yet`,
      wayToTranslate(translation, count, absent.length, left.length),
      {
        related: missing
          .slice(0, MOST_SHOWN)
          .flatMap(({ index }) => related(original, `timeline.${index}.at`, 'the entry')),
      },
    ),
  ];
}

/** `absent` entries are not in the file; `left` texts are in it, but empty. */
function wayToTranslate(
  { language, reference }: Translation,
  count: number,
  absent: number,
  left: number,
): Hint {
  const them = count === 1 ? 'it' : 'them';
  if (absent === 0) return { text: `Write ${them} in this file. Until then readers get the original.` };
  const run = `incident-press translate ${language} ${reference}`;
  const rest = left === 0 ? 'what to fill in' : 'the entries that are not in it yet';
  return { text: `Add ${rest} with \`${run}\`, then write ${them}.`, run };
}

/** Entries that one message points at. */
const MOST_SHOWN = 3;

function surplusActions(translation: Translation, original: Original): Diagnostic[] {
  return translation.actions.length <= original.actions.length
    ? []
    : [
        diagnose(
          'INC405',
          placeOf(translation.file, translation.places[`actions.${original.actions.length}`]),
          `The original has ${original.actions.length} actions, but this translation has ${translation.actions.length}`,
          'Add the action to the original, or delete it here.',
        ),
      ];
}

function aheadOfOriginal(translation: Translation, original: Original): Diagnostic[] {
  return translation.version.number <= original.version.number
    ? []
    : [
        diagnose(
          'INC404',
          placeOf(translation.file, translation.places['version']),
          `This translates version ${formatVersion(translation.version)}; the original is at ${formatVersion(original.version)}`,
          `Write \`version: ${formatVersion(original.version)}\`, or publish the original first.`,
          { related: related(original, 'version', 'the original') },
        ),
      ];
}

function related(original: Original, key: string, message: string) {
  return [{ place: placeOf(original.file, original.places[key]), message }];
}

/** `timeline.<time>.state` of a fact is `timeline.<index>.state` of a place. */
function placeKey(path: string, edition: Original | Translation): keyof typeof edition.places & string {
  const match = /^timeline\.([^.]+)\.(.+)$/.exec(path);
  if (!match) return path;
  const entries: readonly { readonly at: string }[] =
    edition.role === 'original' ? edition.timeline : edition.entries;
  return `timeline.${entries.findIndex(({ at }) => at === match[1])}.${match[2]}`;
}
