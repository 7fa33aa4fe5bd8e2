import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { PUBLISHED } from '../versions/paths.ts';
import type { KeptUnit } from './remember/memory.ts';
import { unitFiles } from './unit.ts';
import type { UnitFiles } from './unit.ts';

/** True for an error in a file of a report. */
export function isBroken({ severity, place }: Diagnostic): boolean {
  return severity === 'error' && place.file.startsWith('incidents/');
}

/**
 * True for damage to published files: it is reported, the edition is shown as damaged, and everything else is
 * built.
 */
export function isDamage({ severity, place }: Diagnostic): boolean {
  return severity === 'error' && place.file.startsWith(PUBLISHED);
}

/** Which faulty reports are still shown as last published, and which are not shown. */
export function sortOut(
  broken: ReadonlySet<string>,
  units: ReadonlyMap<string, KeptUnit>,
): { readonly kept: readonly string[]; readonly leftOut: readonly string[] } {
  const isHeld = (file: string) =>
    (units.get(nameOf(file))?.unit.held ?? []).some(
      (language) => file === `incidents/${nameOf(file)}/${language}.md`,
    );
  const references = (files: readonly string[]) => [...new Set(files.map(nameOf))].toSorted();
  const leftOut = references([...broken].filter((file) => !isHeld(file)));
  return { leftOut, kept: references([...broken].filter(isHeld)).filter((each) => !leftOut.includes(each)) };
}

/**
 * The units that can be shown without their broken files: a broken translation does not remove its original.
 * They have separate names, so that both are remembered.
 */
export function fallbacks(
  units: ReadonlyMap<string, UnitFiles>,
  broken: ReadonlySet<string>,
): ReadonlyMap<string, UnitFiles> {
  const own = [...new Set([...broken].map(nameOf))].flatMap((name) => units.get(name) ?? []);
  const sound = own.flatMap(({ name, files }) => {
    const without = files.map(({ path }) => path).filter((path) => broken.has(path));
    return without.length === 0 ? [] : [unitFiles(fallbackName(name), files, without)];
  });
  return new Map(sound.map((each) => [each.name, each]));
}

/** The name of a report's unit without its broken files. */
export function fallbackName(name: string): string {
  return `${name}/sound`;
}

function nameOf(file: string): string {
  return file.split('/')[1] ?? file;
}
