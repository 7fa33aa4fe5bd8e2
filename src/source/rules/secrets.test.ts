import { expect, test } from 'vitest';
import { parseEdition } from '../edition.ts';
import { request } from '../testing.ts';

async function codesIn(line: string): Promise<string[]> {
  const text = `---\ntitle: "x"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "x"\n---\n${line}\n`;
  return (await parseEdition(request(text))).diagnostics.map(({ code }) => code);
}

test.each([
  'The job ran with `password=hunter2`.',
  'It used DB_PASSWORD=s3cr3t!x and went on.',
  'mysql --password=tr0ub4dor stopped.',
  'The token: 9f86d081884c7d65 was in the log.',
  'The api_key: "k3y-1234567" was wrong.',
  'See postgres://app:qwertz99@db/main.',
  'Authorization: Bearer 8c6976e5b5410415bde908bd4dee15df',
  'The hook is https://hooks.slack.com/services/T000/B000/XXXX1234.',
])('%s is a secret', async (line) => {
  expect(await codesIn(line)).toContain('INC224');
});

test('each secret in a line is reported once', async () => {
  const line =
    'DB_PASSWORD=s3cr3t!x, then password=tr0ub4dor, and Authorization: Bearer 8c6976e5b5410415bde908bd4dee15df';
  expect(await codesIn(line)).toEqual(['INC224', 'INC224', 'INC224']);
});

test.each([
  'Set `password=<password>` and `TOKEN=$TOKEN`.',
  'Write `password=changeme`, `secret=***` or `api_key=xxxxxxxx`.',
  'A password: required for all.',
  'The token: expired after an hour.',
  'We changed the password policy; secret scanning is on.',
  'Clone https://user:<token>@git.example.com/x.',
  'The page `password={{ password }}` was shown.',
])('%s is not a secret', async (line) => {
  expect(await codesIn(line)).not.toContain('INC224');
});

test.each([
  ['Write to support@web-frontend.net.', false],
  ['Write to status@web-frontend.net or noreply@web-frontend.net.', false],
  ['It said user@example.com and root@localhost.test.', false],
  ['Call night.duty@web-frontend.net.', true],
])('%s names a person: %s', async (line, isPerson) => {
  expect((await codesIn(line)).includes('INC226')).toBe(isPerson);
});

test.each([
  ['Summary', 'Action items', []],
  ['Impact', 'Takeaways', []],
  ['Overview', 'Contributing factors', []],
  ['Details', 'Takeaways', ['INC232']],
])('headings %s and %s owe %j', async (impact, lessons, expected) => {
  const text = `---\ntitle: "x"\nversion: 001\nseverity: major\nservices: [web]\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "x"\n    state: investigating\n  - at: 2026-03-04T11:00:00Z\n    state: resolved\n    title: "y"\n---\n## ${impact}\n\nx\n\n## ${lessons}\n\nx\n`;
  expect((await parseEdition(request(text))).diagnostics.map(({ code }) => code)).toEqual(expected);
});

/** Headings for what an incident did and what it taught, in each language that has lists. */
const TITLES: Readonly<Record<string, readonly [impact: readonly string[], lessons: readonly string[]]>> = {
  en: [
    [
      'Impact',
      'Customer impact',
      'Effects on users',
      'Who was affected',
      'Summary',
      'Overview',
      'Consequences',
    ],
    [
      'Lessons learned',
      'What we learnt',
      'Follow-up',
      'Next steps',
      'How we prevent it',
      'Action items',
      'Takeaways',
    ],
  ],
  fr: [
    ['Impact', 'Conséquences', 'Effets', 'Clients touchés', 'Résumé', 'Synthèse', 'Impact client'],
    [
      'Enseignements',
      'Leçons tirées',
      'Retour d’expérience',
      'Ce que nous avons appris',
      'Mesures',
      'À retenir',
      'Prochaines étapes',
    ],
  ],
  de: [
    [
      'Auswirkungen',
      'Folgen',
      'Betroffene Kunden',
      'Zusammenfassung',
      'Überblick',
      'Auswirkung',
      'Folgen für Kunden',
    ],
    [
      'Lehren',
      'Erkenntnisse',
      'Was wir gelernt haben',
      'Konsequenzen',
      'Maßnahmen',
      'Nächste Schritte',
      'Fazit',
    ],
  ],
  es: [
    ['Impacto', 'Efectos', 'Consecuencias', 'A quién afecta', 'Resumen', 'Impacto en clientes', 'Efecto'],
    [
      'Lecciones aprendidas',
      'Lo que aprendimos',
      'Medidas',
      'Acciones',
      'Conclusiones',
      'Próximos pasos',
      'Mejoras',
    ],
  ],
  pt: [
    ['Impacto', 'Efeitos', 'Consequências', 'Clientes afetados', 'Resumo', 'Impacto nos clientes', 'Efeito'],
    [
      'Lições aprendidas',
      'O que aprendemos',
      'Medidas',
      'Ações',
      'Conclusões',
      'Próximos passos',
      'Melhorias',
    ],
  ],
};

test.each(Object.entries(TITLES))(
  'headings of %s are known for what they are, and others are not',
  async (language, [impact, lessons]) => {
    const owed = async (first: string, second: string) => {
      const text = `---\ntitle: "x"\nversion: 001\nseverity: major\nservices: [web]\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "x"\n    state: investigating\n  - at: 2026-03-04T11:00:00Z\n    state: resolved\n    title: "y"\n---\n## ${first}\n\nx\n\n## ${second}\n\nx\n`;
      return (await parseEdition(request(text, language))).diagnostics.map(({ code }) => code);
    };
    for (const [index, title] of impact.entries())
      expect(await owed(title, lessons[index] ?? ''), title).toEqual([]);
    expect(await owed('Router 12', 'Router 13')).toEqual(['INC232', 'INC233']);
  },
);
