import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import { writeJson } from '../../render/json.ts';
import { serviceState, servicesOf } from '../../site/figures/services.ts';
import { incidentAnswer } from '../../site/machines/status-api.ts';
import { incidentId } from '../../site/machines/status-ids.ts';
import { statusWorld } from '../../site/machines/status-world.ts';
import type { StatusFacts } from '../../site/machines/status-world.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { incidentUrl, outputPath } from '../../site/route.ts';
import { keyOf } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Texts } from './common.ts';
import type { FeedsPlan } from './feed-pages.ts';

interface IncidentInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly facts: StatusFacts;
  readonly report: Report;
}

/**
 * The answer of the status API for each report by its id, or only the one at a `path`. It depends on no other
 * report: components are in the state that this report gives them.
 */
export function* incidentPages(
  { common, settings, rows, reportOf }: Pick<FeedsPlan, 'common' | 'settings' | 'rows' | 'reportOf'>,
  all: StatusFacts,
  present: Instant | undefined,
  path?: string,
): Generator<Page> {
  const language = settings.defaultLanguage;
  const texts = common.textsOf([language]);
  for (const row of rows) {
    const name = outputPath(incidentUrl(incidentId(row)));
    if (row.original.version.number === 0 || (path !== undefined && path !== name)) continue;
    const report = reportOf(row.reference);
    const facts = factsOf(row, all, settings, present);
    yield page<IncidentInputs>({
      name,
      from: [common.site.key, texts.key, report.key, keyOf(facts)].join(' '),
      inputs: { site: common.site, texts, language, facts, report },
      make: makeIncident,
    });
  }
}

/** Only what concerns one report: otherwise any news would change every answer. */
function factsOf(
  row: PresentRow,
  { phases, ahead, began, shown }: StatusFacts,
  { services }: Pick<PageSettings, 'services'>,
  present: Instant | undefined,
): StatusFacts {
  const { reference, original, derived } = row;
  const { lastUpdate, timeline } = original;
  const named = servicesOf(original);
  const phase = phases[reference];
  const isAhead = ahead !== undefined && (timeline.at(-1)?.at ?? ahead) > ahead;
  const own = services.filter(({ id }) => named.includes(id));
  const asOf = present ?? lastUpdate;
  return {
    phases: phase === undefined ? {} : { [reference]: phase },
    ahead: isAhead ? ahead : undefined,
    began,
    updated: lastUpdate,
    shown: shown.filter((id) => named.includes(id)),
    services: Object.fromEntries(
      own.map((service) => [
        service.id,
        { state: serviceState(service, derived.open ? [row] : [], asOf), updated: lastUpdate },
      ]),
    ),
    incidents: [reference],
    unresolved: [],
    maintenances: [],
    open: [],
  };
}

function makeIncident({ site, texts, language, facts, report }: IncidentInputs): Made {
  const services = site.services.filter(({ id }) => id in facts.services);
  const world = statusWorld(facts, [report], {
    site: { ...site, services },
    language,
    named: site,
    t: (key, args) => texts.t(language, key, args),
  });
  const [told = report] = world.incidents;
  const path = outputPath(incidentUrl(incidentId(report)));
  return { files: [{ path, body: writeJson(incidentAnswer(told, world)) }], diagnostics: [] };
}
