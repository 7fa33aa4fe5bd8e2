import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readTheme } from '../../src/host/files/site-files.ts';
import type { Instant } from '../../src/model/instant.ts';
import { buildDoubting } from '../doubting.ts';
import { GENERATOR } from '../generator.ts';
import { live, pagesOf, siteYaml, sourceFiles } from './pure-site.ts';
import type { Files } from './pure-site.ts';

/** How work stands in each language, with `…` for each time: planned, under way, overdue, called off. */
const STANDS: Readonly<Record<string, readonly [planned: string, begun: string, overdue: string, off: string]>> = {
  en: ['Planned for … to …', 'In progress Planned until …', 'Overdue Planned until …, no word yet', 'This maintenance was cancelled.'],
  ar: ['مقررة من … إلى …', 'جارية مقررة حتى …', 'متأخرة كانت مقررة حتى …، ولا جديد بعد', 'أُلغيت هذه الصيانة.'],
  de: ['Geplant: … bis …', 'Läuft Geplant bis …', 'Überfällig Geplant bis …, noch keine Rückmeldung', 'Diese Wartung wurde abgesagt.'],
  es: ['Previsto de … a …', 'En curso Previsto hasta …', 'Fuera de plazo Previsto hasta …, aún sin noticias', 'Este mantenimiento se ha cancelado.'],
  fr: ['Prévu du … au …', 'En cours Prévu jusqu’au …', 'Délai dépassé Prévu jusqu’au …, pas encore de nouvelles', 'Cette maintenance a été annulée.'],
  hi: ['… से … तक निर्धारित', 'जारी … तक निर्धारित', 'समय बीत चुका … तक निर्धारित था, अब तक कोई सूचना नहीं', 'यह रखरखाव रद्द कर दिया गया है।'],
  ja: ['… から … まで実施予定', '実施中 … 終了予定', '終了未確認 … 終了予定、完了の連絡はまだありません', 'このメンテナンスは中止になりました。'],
  ko: ['…부터 …까지 예정', '진행 중 …까지 예정', '종료 미확인 …까지 예정이었으며 아직 소식이 없습니다', '이 점검은 취소되었습니다.'],
  pl: ['Zaplanowano od … do …', 'W toku Planowane zakończenie: …', 'Po terminie Planowane zakończenie: …, brak informacji', 'Te prace zostały odwołane.'],
  'pt-BR': ['Programada de … a …', 'Em andamento Programada até …', 'Prazo vencido Programada até …, ainda sem notícias', 'Esta manutenção foi cancelada.'],
  ru: ['Запланировано с … по …', 'Выполняется По плану до …', 'Срок истёк По плану до …, сообщений пока нет', 'Эти работы отменены.'],
  'zh-Hans': ['计划于 … 至 … 进行', '进行中 计划至 …', '已超时 原计划至 …，尚无消息', '此次维护已取消。'],
  'zh-Hant': ['預定於 … 至 … 進行', '進行中 預定至 …', '已超時 原定至 …，尚無消息', '此次維護已取消。'],
};
const LANGUAGES = Object.keys(STANDS);

const PLANS = ['2026-06-13-planned', '2026-06-11-begun', '2026-06-10-overdue', '2026-06-09-off', '2026-06-08-done'] as const;

/** Planned for the day that its name begins with, announced before; `entries` came later. */
function plan(name: string, ...entries: readonly (readonly [time: string, state: string])[]): Files {
  const day = name.slice(0, 10);
  const later = entries.map(([time, state]) => `  - at: ${day}T${time}:00Z\n    state: ${state}\n    title: "${state}"\n    text: "${state}"\n`);
  const original = `---\ntitle: "Work"\nversion: 001\nkind: maintenance\nservices: [web]\nplanned: {start: ${day}T10:00:00Z, end: ${day}T${name.endsWith('begun') ? '23' : '11'}:00:00Z}\ntimeline:\n  - at: 2026-06-01T10:00:00Z\n    state: scheduled\n    title: "Announced"\n${later.join('')}---\n`;
  const others = LANGUAGES.filter((tag) => tag !== 'en').map((tag) => [live(tag, name), `---\ntitle: "${tag}"\nversion: 001\n---\n`]);
  return { [live('en', name)]: original, ...Object.fromEntries(others) };
}

let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  const [planned, begun, overdue, off, done] = PLANS;
  const files = sourceFiles({
    'site.yaml': siteYaml(LANGUAGES),
    ...plan(planned),
    ...plan(begun, ['10:05', 'in-progress']),
    ...plan(overdue, ['10:05', 'in-progress']),
    ...plan(off, ['09:00', 'withdrawn']),
    ...plan(done, ['10:05', 'in-progress'], ['10:50', 'completed']),
  });
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build', asOf: '2026-06-11T12:00:00Z' as Instant } as const;
  const { files: output, diagnostics } = await buildDoubting({ files, theme: readTheme(), generator: GENERATOR, options });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  pages = pagesOf(output);
});

const plain = (html: string) =>
  html
    .replaceAll(/<time[^>]*>[^<]*<\/time>/g, '…')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe.each(LANGUAGES)('%s', (tag) => {
  const article = (name: string) => pages.get(`/${tag.toLowerCase()}/incidents/${name}/`) ?? '';
  const { mark, facts } = parse(readFileSync(new URL(`../../templates/messages/${tag}.yaml`, import.meta.url), 'utf8'));
  /** The part that is true now; what the plan has next waits for its time. */
  const stands = (name: string) => plain(/<p class="kicker weight[^>]*>[\s\S]*?<span[^>]*>[\s\S]*?<\/span>\s*<span(?: data-until="[^"]*")?>([\s\S]*?)(?:<span data-from|<\/p>)/.exec(article(name))?.[1] ?? '');

  test('says how planned work stands', () => {
    const [planned, begun, overdue, off] = PLANS;
    expect([planned, begun, overdue].map(stands)).toEqual(STANDS[tag]?.slice(0, 3));
    expect(plain(article(off))).toContain(STANDS[tag]?.[3]);
    expect(new Set(STANDS[tag]).size).toBe(4);
  });

  test('marks the start and the end that entries tell of, and gives a length only to what is over', () => {
    const told = PLANS.map((name) => {
      const html = article(name);
      const marks = [...html.matchAll(/<li>([^<]*)<\/li>/g)].map(([, text]) => text);
      return [
        marks.filter((each) => each === mark.started).length,
        marks.filter((each) => each === mark.finished).length,
        html.includes(`<dt>${facts.duration}</dt>`),
      ];
    });
    expect(told).toEqual([
      [0, 0, false],
      [1, 0, false],
      [1, 0, false],
      [0, 0, false],
      [1, 1, true],
    ]);
  });
});
