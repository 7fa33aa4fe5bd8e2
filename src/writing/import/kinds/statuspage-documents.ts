import { isObject, objectOf, objectsOf, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { canonicalZone } from '../../../model/time-zone.ts';
import { noteOn } from '../told.ts';
import type { ImportDocument, ImportNote, ToldService } from '../told.ts';

/** An incident, and the document it was found in. */
export interface FoundIncident {
  readonly document: string;
  readonly incident: JsonObject;
}

export interface Gathered {
  /** Each incident once, in the version that was changed last. */
  readonly incidents: readonly FoundIncident[];
  readonly components: readonly ToldService[];
  /** The zone of the page, if a document has it. */
  readonly zone: string | undefined;
  readonly notes: readonly ImportNote[];
}

/** Finds the incidents in documents of any of the forms that a page serves. */
export function gatherIncidents(
  documents: readonly ImportDocument[],
  parse: (text: string) => unknown,
): Gathered {
  const byId = new Map<string, FoundIncident>();
  const nameless: FoundIncident[] = [];
  const listed = new Map<string, string>();
  const components: JsonObject[] = [];
  const notes: ImportNote[] = [];
  let zone: string | undefined;
  for (const { path, text } of documents) {
    const value = parse(text);
    const found = incidentsIn(value);
    const noting = noteOn(path);
    if (value === undefined) noting.note('error', undefined, 'it is not JSON');
    else if (found === undefined) noting.note('left-out', undefined, 'it has no incidents in a known form');
    for (const incident of found?.whole ?? []) keep({ document: path, incident }, byId, nameless);
    for (const code of found?.named ?? []) listed.set(code, path);
    components.push(...(isObject(value) ? objectsOf(value['components']) : []));
    const stated = textOf(objectOf(objectOf(value)['page'])['time_zone']);
    zone ??= stated === undefined ? undefined : zoneNamed(stated);
    notes.push(...noting.notes);
  }
  for (const [code, document] of listed) {
    if (byId.has(code)) continue;
    const text = 'it is listed without its updates; get /incidents/<id>.json as well';
    notes.push({ kind: 'loss', document, id: code, text });
  }
  return { incidents: [...byId.values(), ...nameless], components: withGroups(components), zone, notes };
}

function keep(found: FoundIncident, byId: Map<string, FoundIncident>, nameless: FoundIncident[]): void {
  const { incident } = found;
  const id = textOf(incident['code']) ?? textOf(incident['id']);
  if (id === undefined) {
    nameless.push(found);
    return;
  }
  const known = byId.get(id)?.incident;
  const newness = (each: JsonObject) =>
    [
      textOf(each['updated_at']) ?? '',
      String(objectsOf(each['incident_updates']).length).padStart(6, '0'),
    ].join(' ');
  if (known === undefined || newness(incident) >= newness(known)) byId.set(id, found);
}

/** The incidents of a document, whole or only named; undefined for a document of another kind. */
function incidentsIn(
  value: unknown,
): { readonly whole: readonly JsonObject[]; readonly named: readonly string[] } | undefined {
  if (Array.isArray(value)) return { whole: objectsOf(value), named: [] };
  if (!isObject(value)) return undefined;
  if ('months' in value) {
    const all = objectsOf(value['months']).flatMap((month) => objectsOf(month['incidents']));
    return {
      whole: all.filter((each) => 'incident_updates' in each),
      named: all.flatMap((each) => ('incident_updates' in each ? [] : (textOf(each['code']) ?? []))),
    };
  }
  const inner = objectOf(value['incident']);
  if ('incident_updates' in inner) return { whole: [inner], named: [] };
  if ('incident_updates' in value) return { whole: [value], named: [] };
  if ('incidents' in value || 'scheduled_maintenances' in value)
    return {
      whole: [...objectsOf(value['incidents']), ...objectsOf(value['scheduled_maintenances'])],
      named: [],
    };
  return 'components' in value ? { whole: [], named: [] } : undefined;
}

function withGroups(components: readonly JsonObject[]): ToldService[] {
  const names = new Map(components.map((each) => [textOf(each['id']), textOf(each['name'])]));
  return components.flatMap((component) => {
    const key = textOf(component['id']) ?? textOf(component['code']);
    const name = textOf(component['name']);
    if (key === undefined || name === undefined || component['group'] === true) return [];
    const group = names.get(textOf(component['group_id']));
    return [{ key, name, group, description: textOf(component['description']) }];
  });
}

/** The zone of a page under the name the database has for it. */
function zoneNamed(stated: string): string | undefined {
  return stated === 'Etc/UTC' ? 'UTC' : canonicalZone(stated);
}
