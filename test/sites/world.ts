import { instant, live, siteYaml } from './pure-site.ts';
import type { Files } from './pure-site.ts';

/** One incident in the thirteen shipped languages: title, summary, two headlines, a sentence, a service. */
const WORDS: Readonly<Record<string, readonly [title: string, summary: string, first: string, last: string, body: string, service: string]>> = {
  en: ['Websites cannot be opened', 'After an upgrade some websites could not be opened for 45 minutes.', 'Some websites do not answer', 'All websites answer again', 'The new version of the frontend did not work together with some of the set-ups.', 'Web frontend'],
  ar: ['تعذّر فتح مواقع إلكترونية', 'بعد ترقية تعذّر فتح بعض المواقع مدة 45 دقيقة.', 'بعض المواقع لا تستجيب', 'جميع المواقع تستجيب من جديد', 'لم يعمل الإصدار الجديد من الواجهة مع بعض الإعدادات.', 'واجهة الويب'],
  de: ['Websites lassen sich nicht öffnen', 'Nach einer Aktualisierung ließen sich einige Websites 45 Minuten lang nicht öffnen.', 'Einige Websites antworten nicht', 'Alle Websites antworten wieder', 'Die neue Version der Webserverschnittstelle vertrug sich nicht mit einigen Kundenkonfigurationseinstellungen.', 'Webschnittstelle'],
  es: ['Los sitios web no se abren', 'Tras una actualización, algunos sitios no pudieron abrirse durante 45 minutos.', 'Algunos sitios no responden', 'Todos los sitios responden de nuevo', 'La nueva versión del frontal no era compatible con algunas configuraciones.', 'Frontal web'],
  fr: ['Des sites web ne s’ouvrent pas', 'Après une mise à niveau, certains sites ne s’ouvraient plus pendant 45 minutes.', 'Certains sites ne répondent pas', 'Tous les sites répondent à nouveau', 'La nouvelle version de l’interface ne fonctionnait pas avec certaines configurations.', 'Interface web'],
  hi: ['वेबसाइटें नहीं खुल रही हैं', 'एक उन्नयन के बाद कुछ वेबसाइटें 45 मिनट तक नहीं खुलीं।', 'कुछ वेबसाइटें उत्तर नहीं दे रही हैं', 'सभी वेबसाइटें फिर उत्तर दे रही हैं', 'फ्रंटएंड का नया संस्करण कुछ विन्यासों के साथ काम नहीं कर रहा था।', 'वेब फ्रंटएंड'],
  ja: ['ウェブサイトを開けない障害', '更新作業の後、一部のウェブサイトが 45 分間開けない状態になりました。', '一部のウェブサイトが応答しません', 'すべてのウェブサイトが再び応答しています', 'フロントエンドの新しい版は、一部の構成と組み合わせて動作しませんでした。', 'ウェブフロントエンド'],
  ko: ['웹사이트를 열 수 없음', '업그레이드 후 일부 웹사이트를 45분 동안 열 수 없었습니다.', '일부 웹사이트가 응답하지 않음', '모든 웹사이트가 다시 응답함', '프런트엔드의 새 버전이 일부 구성과 함께 동작하지 않았습니다.', '웹 프런트엔드'],
  pl: ['Nie można otworzyć stron', 'Po aktualizacji niektórych stron nie można było otworzyć przez 45 minut.', 'Niektóre strony nie odpowiadają', 'Wszystkie strony znów odpowiadają', 'Nowa wersja frontendu nie współpracowała z niektórymi konfiguracjami.', 'Frontend WWW'],
  'pt-BR': ['Sites não abrem', 'Após uma atualização, alguns sites não puderam ser abertos por 45 minutos.', 'Alguns sites não respondem', 'Todos os sites respondem novamente', 'A nova versão do frontend não funcionava com algumas configurações.', 'Frontend web'],
  ru: ['Сайты не открываются', 'После обновления некоторые сайты не открывались в течение 45 минут.', 'Некоторые сайты не отвечают', 'Все сайты снова отвечают', 'Новая версия фронтенда оказалась несовместима с некоторыми конфигурациями.', 'Веб-фронтенд'],
  'zh-Hans': ['网站无法打开', '升级之后，部分网站有 45 分钟无法打开。', '部分网站没有响应', '所有网站恢复响应', '前端的新版本与部分配置不兼容。', '网页前端'],
  'zh-Hant': ['網站無法開啟', '升級之後，部分網站有 45 分鐘無法開啟。', '部分網站沒有回應', '所有網站恢復回應', '前端的新版本與部分設定不相容。', '網頁前端'],
};

export const WORLD = Object.keys(WORDS);

/**
 * A report that everybody has whole, one that is behind in every translation, one that is not translated, and
 * one that is behind while it is open.
 */
export const WHOLE = '2026-03-04-whole';
export const BEHIND = '2026-03-05-behind';
export const ALONE = '2026-03-06-alone';
export const OPEN = '2026-03-07-open';

/** A site in all shipped languages, with every kind of report, note and state in it. */
export function worldSite(): Files {
  const names = WORLD.map((tag) => `      ${tag}: "${WORDS[tag]?.[5] ?? ''}"\n`).join('');
  const yaml = siteYaml(WORLD, 'time_zone: Asia/Kathmandu\n').replace(/services: .*\n/, `services:\n  - id: web\n    name: Web frontend\n    names:\n${names}`);
  const texts = WORLD.flatMap((tag) => [
    [live(tag, WHOLE), text(tag, 1, 2)],
    [live(tag, BEHIND), text(tag, tag === 'en' ? 2 : 1, tag === 'en' ? 2 : 1)],
    [live(tag, OPEN), text(tag, tag === 'en' ? 2 : 1, tag === 'en' ? 2 : 1, 'monitoring')],
  ]);
  return { 'site.yaml': yaml, ...Object.fromEntries(texts), [live('en', ALONE)]: text('en', 1, 1) };
}

function text(tag: string, version: number, entries: number, state = 'resolved'): string {
  const [title, summary, first, last, body] = WORDS[tag] ?? ['', '', '', '', ''];
  const facts = (each: string, phase: string) => (tag === 'en' ? `    state: ${each}\n    phase: ${phase}\n` : '');
  const heads = [
    `  - at: ${instant(0)}\n${facts('investigating', 'detected')}    title: "${first}"\n    text: "${body}"\n`,
    `  - at: ${instant(1)}\n${facts(state, 'mitigated')}    title: "${last}"\n`,
  ].slice(0, entries);
  const more = tag === 'en' ? 'severity: critical\ndata_loss: none\nservices: {web: partial_outage}\n' : '';
  const actions = `actions:\n  - text: "${last}"\n`;
  return `---\ntitle: "${title}"\nsummary: "${summary}"\nversion: 00${version}\n${more}timeline:\n${heads.join('')}${actions}---\n\n## ${first}\n\n${body} *${last}.*\n\n> [!WARNING]\n> ${summary}\n\n- ${first}\n- ${last}\n\n| ${first} | ${last} |\n|---|---|\n| ${title} | 503 |\n\n\`\`\`\nGET /status/of/everything HTTP/1.1\n\`\`\`\n`;
}
