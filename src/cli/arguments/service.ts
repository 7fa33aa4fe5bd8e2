import { nearest } from '../../diagnostics/nearest.ts';
import { SERVICE_STATES } from '../../model/edition.ts';
import { Refused } from '../../host/refused.ts';
import { slugOf } from '../../source/slug.ts';
import type { Site } from '../../source/site-schema.ts';

/** Reads `id` or `id=state`, with the ids of the site. Throws Refused with the nearest name. */
export function readService(text: string, ids: readonly string[]): { id: string; state: string | undefined } {
  const [id = '', state] = text.split('=');
  expectOne('service', id, ids);
  if (state === undefined) return { id, state };
  expectOne('state of a service', state, SERVICE_STATES);
  return { id, state };
}

/** Reads every `id=state`, each of which must name a state. Throws Refused. */
export function readServiceStates(texts: readonly string[], { services }: Site): Record<string, string> {
  const ids = services.map(({ id }) => id);
  return Object.fromEntries(
    texts.map((text) => {
      const { id, state } = readService(text, ids);
      if (state !== undefined) return [id, state];
      throw new Refused(
        'usage',
        `--service ${text}: the state of the service is missing`,
        `Say what it is from now on: \`--service ${id}=operational\`.`,
      );
    }),
  );
}

function expectOne(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  // `Web Frontend` and `web_frontend` are the same words, however many letters differ.
  const guess = names.find((each) => each === slugOf(name, 'en')) ?? nearest(name, names);
  const all = names.length === 0 ? 'site.yaml lists none yet.' : `It is one of ${names.join(', ')}.`;
  throw new Refused('usage', `There is no ${what} \`${name}\``, guess ? `Did you mean \`${guess}\`?` : all);
}
