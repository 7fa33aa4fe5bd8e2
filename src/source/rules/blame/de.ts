import type { BlameWords } from './words.ts';

export const de: BlameWords = {
  accusations: [
    'menschliche[nmrs]? (?:Versagen|Fehler|Fehlverhalten)',
    'Bedien(?:ungs|er)?fehler[sn]?',
    '(?:Fehler|Versehen) (?:eines|einer|unseres|unserer|des|der) (?:Mitarbeiter(?:s|in)?|Technikers|Technikerin|Kollegen|Kollegin|Administrators|Entwicklers)',
    '(?:grob )?fahrlässig(?:e[nmrs]?|keit)?',
    'leichtsinnig(?:e[nmrs]?)?|Leichtsinn',
    'nachlässig(?:e[nmrs]?|keit(?:en)?)?',
    'schlamp(?:ig(?:e[nmrs]?)?|erei(?:en)?)',
    'inkompeten(?:t(?:e[nmrs]?)?|z)',
    '(?:selbst|selber|allein) schuld',
    '(?:die|eigene|seine|ihre) Schuld(?: (?:an|trägt|tragen|liegt|lag|von))',
  ],
  ofPeople: [
    'hätten?(?: [\\p{L}\\p{N},-]+){0,8} (?:müssen|sollen|dürfen)',
    '(?:ist|sind|war|waren) schuld',
    '(?:hat|hatte|haben|hatten)(?: [\\p{L}\\p{N},-]+){0,6} vergessen',
  ],
  people: [
    'wir|ich|ihr|man|jemand|niemand|Team|Teams|Bereitschaft|Schicht|Leitung|Betreiber|Lieferant|Anbieter|Hersteller|Dienstleister',
    '(?:Mitarbeiter|Techniker|Administrator|Entwickler|Operator|Ingenieur)(?:in|innen|en|s)?|Kolleg(?:e|en|in|innen)',
  ],
  denials: ['nicht|nie|niemals|kein\\p{L}*|weder|ohne|statt|anstatt|vermeiden'],
};
