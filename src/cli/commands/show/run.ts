import { styleText } from 'node:util';
import { makeVisible } from '../../../diagnostics/formats/display.ts';
import { formatAfter, formatSpan } from '../../../languages/span.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Language } from '../../../model/language.ts';
import type { Translate } from '../../../languages/messages.ts';
import { WORD_FACTS } from '../../../model/edition.ts';
import type { Planned } from '../../../model/edition.ts';
import type { LocalReport, Report } from '../../../model/report.ts';
import type { Standing } from '../../../model/standing.ts';
import { servicesOf } from '../../../site/figures/services.ts';
import { standingOf } from '../../../site/figures/standing.ts';
import { formatVersion } from '../../../model/version.ts';
import { localise } from '../../../site/localise.ts';
import type { Shared } from '../../shared-options.ts';
import type { ShowCommand } from './options.ts';
import { findLanguage } from '../../arguments/language.ts';
import { readPresent } from '../../arguments/present.ts';
import { findSite } from '../../arguments/site.ts';
import { chooseReport, withReports } from '../../reports.ts';
import { sourceReader } from '../../../host/files/site-files.ts';
import type { Reports } from '../../../host/site-reports.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { terminalText } from '../../terminal/text.ts';
import { wrap } from '../../../diagnostics/formats/wrap.ts';
import { EXIT, wantsColour } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { printJson } from '../../terminal/json.ts';

const COLUMNS = 80;
/** Longer lines are hard to read, however wide the window is. */
const WIDEST = 100;

/** `show`: one report as text, the newest entry first. */
export async function run(command: Shared & ShowCommand, world: World): Promise<ExitCode> {
  const now = await readPresent(command.asOf);
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const reference = await chooseReport(reports, command.reference, world);
    if (reference === undefined) return EXIT.usage;
    const { reports: read, diagnostics } = await reports.read({ only: reference });
    const [report] = read;
    if (!report) {
      const files = sourceReader(reports.files);
      printDiagnostics(diagnostics, files, world, { format: 'pretty', colour: command.colour });
      return EXIT.problems;
    }
    const standing = standingOf(report, now);
    const local = localise(report, languageOf(command.language, report, reports));
    if (command.json) {
      printJson(dataOf(local, standing), world);
      return EXIT.fine;
    }
    const width = Math.min(WIDEST, world.stdout.columns ?? COLUMNS);
    const colour = wantsColour(world, world.stdout, command.colour);
    world.stdout.write(textOf(local, standing, reports, { width, colour }));
    return EXIT.fine;
  });
}

function languageOf(tag: string | undefined, { original }: Report, { site }: Reports): Language {
  return tag === undefined ? original.language : findLanguage(tag, site.languages);
}

function textOf(
  local: LocalReport,
  standing: Standing,
  { messages, site }: Reports,
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string {
  const { report, textLanguage: language } = local;
  const t = (key: string, args = {}) => messages.t(local.language, key, args);
  const bold = (text: string) => (colour ? styleText('bold', text, { validateStream: false }) : text);
  const formats = messages.formats(local.language);
  const block = (text: string, indent = '') => wrap(makeVisible(text.replaceAll(/\s+/g, ' ')), width, indent);
  // The program's own texts contain direction marks on purpose; only those of others can deceive.
  const own = (text: string) => wrap(text, width);
  const entries = local.entries.toReversed().map((entry) => {
    const mark = entry.state ? ` · ${t(`state.${entry.state}`)}` : '';
    const head = `${t(`precision.${entry.precision}`, { when: formats.instant(entry.at) })}${mark}`;
    const text = entry.text ? `\n\n${terminalText(entry.text.value.html, width, '  ')}` : '';
    return `${head}\n${bold(block(entry.title.value, '  '))}${text}`;
  });
  const actions = local.actions.map(({ text, owner, due, done }) => {
    const about = [
      done === undefined ? t('actions.to-do') : t('actions.done', { when: formats.date(done) }),
      ...(owner === undefined ? [] : [t('actions.owner', { owner })]),
      ...(due === undefined || done !== undefined ? [] : [t('actions.due', { when: formats.date(due) })]),
    ];
    return `${block(`- ${text}`)}\n${block(about.join(' · '), '  ')}`;
  });
  const heading = `${t(`state.${standing.word}`)} · ${makeVisible(local.title.value)}`;
  return `${[
    bold(own(heading)),
    factsOf(local, standing, { messages, site }).map(own).join('\n'),
    ...(language === local.language ? [] : [block(`(${language})`)]),
    ...(local.summary ? [block(local.summary.value)] : []),
    bold(t('timeline.title')),
    ...entries,
    ...(local.body.text === '' ? [] : ['---', terminalText(local.body.html, width)]),
    ...(actions.length > 0 ? [bold(t('actions.title')), actions.join('\n')] : []),
    block(`${report.reference} · ${formatVersion(local.version)} · ${language}`),
  ].join('\n\n')}\n`;
}

function factsOf(
  local: LocalReport,
  standing: Standing,
  { messages, site }: Pick<Reports, 'messages' | 'site'>,
): string[] {
  const { told, derived } = local;
  const t = (key: string, args = {}) => messages.t(local.language, key, args);
  const { planned } = told.facts;
  const names = servicesOf(told).map((id) => {
    const service = site.services.find((each) => each.id === id);
    return service?.names[local.language] ?? service?.name ?? id;
  });
  const when = (at: Instant) => messages.formats(local.language).instant(at);
  const fact = (key: string, value: string | undefined) =>
    value === undefined ? [] : [`${t(`facts.${key}`)}: ${value}`];
  const words = WORD_FACTS.filter(({ name }) => name !== 'kind').flatMap(({ name, text }) => {
    const word = told.facts[name];
    return fact(text, word && t(`${text}.${word}`));
  });
  const spans = (['detect', 'acknowledge', 'mitigate', 'resolve'] as const).flatMap((key) => {
    const span = derived[key];
    return span ? fact(key, formatAfter(span, t)) : [];
  });
  return [
    ...standsOf(standing, when, t),
    ...(derived.begun ? [t('article.started', { when: when(derived.start) })] : []),
    t('article.updated', { when: when(told.lastUpdate) }),
    ...words,
    ...fact('services', names.length > 0 ? names.join(', ') : undefined),
    ...fact('planned', planned && t('facts.from-to', { start: when(planned.start), end: when(planned.end) })),
    ...fact('duration', derived.open || !derived.duration ? undefined : formatSpan(derived.duration, t)),
    ...spans,
  ];
}

/**
 * Facts that are only true for a while: the status of the plan, the plan before it, and the promised news.
 */
function standsOf(
  { steps: [step], planned, earlierPlan, nextUpdate, isLate }: Standing,
  when: (at: Instant) => string,
  t: Translate,
): string[] {
  const span = ({ start, end }: Planned) => ({ start: when(start), end: when(end) });
  return [
    ...(step && planned ? [t(`plan.${step.phase}`, span(planned))] : []),
    ...(earlierPlan ? [`${t('plan.earlier')} ${t('facts.from-to', span(earlierPlan))}`] : []),
    ...(nextUpdate
      ? [t(isLate ? 'article.next-update-late' : 'article.next-update', { when: when(nextUpdate) })]
      : []),
  ];
}

/** The report as data, with the keys and words of the front matter. */
function dataOf({ report, derived, told, ...local }: LocalReport, standing: Standing) {
  const { original, translations, reference } = report;
  const { services, planned } = told.facts;
  return {
    reference,
    language: local.textLanguage,
    version: formatVersion(local.version),
    title: local.title.value,
    summary: local.summary?.value,
    state: standing.state,
    standing: standing.word,
    open: standing.open,
    next_update: standing.nextUpdate,
    start: derived.begun ? derived.start : undefined,
    end: derived.end,
    last_update: told.lastUpdate,
    ...Object.fromEntries(WORD_FACTS.map(({ name, key }) => [key, told.facts[name]])),
    services,
    planned,
    languages: [original.language, ...translations.map(({ language }) => language)],
    timeline: local.entries.map(({ title, text, services: impacts, ...entry }) => ({
      ...entry,
      services: impacts.length > 0 ? impacts : undefined,
      title: title.value,
      text: text?.value.text,
    })),
    body: local.body.text,
    actions: local.actions.map(({ prose: _prose, ownerLanguage: _ownerLanguage, ...action }) => action),
  };
}
