import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { writeJson } from '../../render/json.ts';
import { badgeJson, badgeSvg } from '../../render/machines/badge.ts';
import { badgeFacts, badges } from '../../site/machines/badges.ts';
import type { BadgeFacts } from '../../site/machines/badges.ts';
import { STATUS_FILES, statusAnswers } from '../../site/machines/status-api.ts';
import { statusWorld } from '../../site/machines/status-world.ts';
import type { StatusFacts } from '../../site/machines/status-world.ts';
import { fixedPath, outputPath, statusFolder, statusUrl } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Texts } from './common.ts';
import type { FeedsPlan } from './feed-pages.ts';

/** The status API in every language, and the badges. */
export function statusPages(
  { common, settings, rows, reportOf }: Pick<FeedsPlan, 'common' | 'settings' | 'rows' | 'reportOf'>,
  facts: StatusFacts,
): Page[] {
  const { incidents, unresolved, maintenances, open } = facts;
  const told = [...new Set([...incidents, ...unresolved, ...maintenances, ...open])];
  const api = settings.languages.map((language) =>
    page<StatusInputs>({
      name: outputPath(statusUrl(settings, language, 'summary')),
      beside: statusFolder(settings, language).slice(1),
      inputs: {
        site: common.site,
        texts: common.textsOf([language]),
        language,
        facts,
        reports: told.map(reportOf),
      },
      make: makeStatus,
    }),
  );
  const { defaultLanguage } = settings;
  const badge = page<BadgeInputs>({
    name: 'badge.svg',
    beside: 'badge',
    inputs: {
      site: common.site,
      texts: common.textsOf([defaultLanguage]),
      facts: badgeFacts(facts, rows),
    },
    make: makeBadges,
  });
  return [...api, badge];
}

interface StatusInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly facts: StatusFacts;
  readonly reports: readonly Report[];
}

function makeStatus({ site, texts, language, facts, reports }: StatusInputs): Made {
  const world = statusWorld(facts, reports, {
    site,
    language,
    named: site,
    t: (key, args) => texts.t(language, key, args),
  });
  const answers = statusAnswers(world);
  const files = STATUS_FILES.map((name) => ({
    path: outputPath(statusUrl(site, language, name)),
    body: writeJson(answers[name]),
  }));
  return { files, diagnostics: [] };
}

interface BadgeInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly facts: BadgeFacts;
}

function makeBadges({ site, texts, facts }: BadgeInputs): Made {
  const all = badges(facts, site, (key) => texts.t(site.defaultLanguage, key));
  const files = all.flatMap((badge) => [
    { path: fixedPath(`${badge.name}.svg`), body: badgeSvg(badge) },
    { path: fixedPath(`${badge.name}.json`), body: badgeJson(badge) },
  ]);
  return { files, diagnostics: [] };
}
