import type { Language } from '../../model/language.ts';
import type { Instant } from '../../model/instant.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import { writeJson } from '../../render/json.ts';
import { servicesOf } from '../../site/figures/services.ts';
import { incidentAnswer } from '../../site/machines/status-api.ts';
import { oldIncidentId } from '../../site/machines/status-ids.ts';
import { statusFacts, statusWorld } from '../../site/machines/status-world.ts';
import type { StatusFacts } from '../../site/machines/status-world.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { outputPath, statusUrl } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Texts } from './common.ts';
import { oldFeedPage } from './feed-pages.ts';
import type { FeedsPlan } from './feed-pages.ts';

interface OldPlan extends FeedsPlan {
  readonly present: { readonly at: Instant | undefined };
}

/**
 * What a page of the Statuspage kind answered to programs, for a site whose reports were imported from one:
 * each incident by its old id, and the two feeds. Clients and feed readers go on without a change.
 */
export function oldPages(plan: OldPlan): Page[] {
  const { settings, rows, present } = plan;
  const imported = rows.filter(({ original }) => oldIncidentId(original.facts) !== undefined);
  if (imported.length === 0) return [];
  const facts = statusFacts(settings, rows, present.at);
  const incidents = settings.outputs.includes('api')
    ? imported.map((row) => incidentPage(row, facts, plan))
    : [];
  return settings.outputs.includes('feed') ? [...incidents, oldFeedPage(plan)] : incidents;
}

interface IncidentInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly facts: StatusFacts;
  readonly report: Report;
}

function incidentPage(row: PresentRow, facts: StatusFacts, { common, settings, reportOf }: OldPlan): Page {
  const language = settings.defaultLanguage;
  const id = oldIncidentId(row.original.facts) ?? '';
  return page<IncidentInputs>({
    name: outputPath(statusUrl(settings, language, `incidents/${id}`)),
    inputs: {
      site: common.site,
      texts: common.textsOf([language]),
      language,
      facts: factsOf(row, facts),
      report: reportOf(row.reference),
    },
    make: makeIncident,
  });
}

/** Only what concerns one report: otherwise any news would remake every answer. */
function factsOf(row: PresentRow, facts: StatusFacts): StatusFacts {
  const { reference, original } = row;
  const named = servicesOf(original);
  const own = <T>(values: Readonly<Record<string, T>>, keys: readonly string[]) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
  return {
    ...facts,
    updated: original.lastUpdate,
    phases: own(facts.phases, [reference]),
    services: own(facts.services, named),
    shown: facts.shown.filter((id) => named.includes(id)),
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
  const id = oldIncidentId(report.original.facts) ?? '';
  const path = outputPath(statusUrl(site, language, `incidents/${id}`));
  return { files: [{ path, body: writeJson(incidentAnswer(told, world)) }], diagnostics: [] };
}
