import type { ServiceState } from '../../model/edition.ts';
import type { Language } from '../../model/language.ts';
import type { IndexPage, Teaser } from '../../model/page.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Present } from '../figures/present.ts';
import { servicesAt, serviceState, worst } from '../figures/services.ts';
import type { PageSettings } from '../page-settings.ts';
import { serviceName } from '../pages/article-view.ts';
import { underWay } from '../pages/index-lists.ts';
import { teaserIn } from '../pages/teaser.ts';
import { verdictOf } from '../pages/verdict.ts';
import { indexUrl, serviceUrl } from '../route.ts';
import { descriptionIn } from '../site-texts.ts';
import { cardFrame, chipOf, drawable, listed } from './share-cards.ts';
import type { CardOfPage, CardTexts, ShareCard } from './share-cards.ts';

const MARKS: Readonly<Record<ServiceState, ShareCard['mark']>> = {
  operational: 'calm',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
  under_maintenance: 'maintenance',
};

/** A card for the status page and one for each service, in every language, with their present state. */
export function statusCards(
  site: PageSettings,
  rows: readonly PresentRow[],
  { at }: Present,
  texts: CardTexts,
): CardOfPage[] {
  const open = rows.filter(({ derived }) => derived.open);
  const states = new Map(
    site.services.map((service) => [
      service.id,
      at === undefined ? (service.state ?? 'operational') : serviceState(service, open, at),
    ]),
  );
  const shown = servicesAt(site.services, at).flatMap(({ id }) => states.get(id) ?? []);
  return site.languages.flatMap((language) => {
    const reports = underWay(open.map((row) => teaserIn(row, language)));
    return [
      ...(site.outputs.includes('index') ? [indexCard(site, language, reports, shown, texts)] : []),
      ...(site.outputs.includes('services')
        ? [...states].map(([id, state]) => serviceCard(site, language, { id, state }, reports, texts))
        : []),
    ];
  });
}

function indexCard(
  site: PageSettings,
  language: Language,
  open: readonly Teaser[],
  states: readonly ServiceState[],
  texts: CardTexts,
): CardOfPage {
  const { condition, count } = verdictOf({ open, services: states.map((state) => ({ state })) });
  const [gravest] = open;
  const card = drawable({
    ...cardFrame(site, language),
    title: texts.t(language, `index.${condition}`, { count }),
    mark: markOf(condition, gravest, worst(states)),
    chip: gravest && chipOf(gravest, language, texts),
    services: listed(
      open.flatMap(({ services }) => services.map(({ name }) => name)),
      language,
      texts,
    ),
    line: gravest?.title.value ?? descriptionIn(site, language, site.defaultLanguage)?.value ?? '',
  });
  return { page: indexUrl(language), card };
}

function markOf(
  condition: IndexPage['verdict']['condition'],
  gravest: Teaser | undefined,
  state: ServiceState = 'operational',
): ShareCard['mark'] {
  if (condition === 'calm' || condition === 'quiet') return 'calm';
  return gravest?.harm ?? MARKS[state];
}

function serviceCard(
  site: PageSettings,
  language: Language,
  { id, state }: { readonly id: string; readonly state: ServiceState },
  open: readonly Teaser[],
  { t }: CardTexts,
): CardOfPage {
  const own = open.find(({ services }) => services.some((service) => service.id === id));
  const card = drawable({
    ...cardFrame(site, language),
    title: serviceName(id, site.services, language),
    mark: MARKS[state],
    chip: t(language, `service.${state}`),
    services: '',
    line: own?.title.value ?? '',
  });
  return { page: serviceUrl(language, id), card };
}
