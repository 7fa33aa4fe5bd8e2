import { describe, expect, test } from 'vitest';
import { parseEdition } from '../edition.ts';
import { parseSite } from '../site.ts';
import { request } from '../testing.ts';

const report = (body: string, more = '') => `---
title: "Pages fail"
version: 001
timeline:
  - at: 2026-03-04T10:00:00Z
    state: resolved
    title: "Pages work"
${more}---
${body}`;

async function said(text: string, language = 'en', rulesOff: readonly string[] = []) {
  const { diagnostics } = await parseEdition(request(text, language, { rulesOff }));
  // That the example has one entry only is another rule's business.
  return diagnostics
    .filter(({ code }) => code !== 'INC214')
    .map(({ code, place }) => `${code} ${place.line}:${place.column}`);
}

describe('blame', () => {
  test.each([
    ['en', 'The cause was human error.'],
    ['en', 'This was an error by an engineer.'],
    ['en', 'She should have asked, and shouldn’t have pressed the button.'],
    ['en', 'They should really\n  have known.'],
    ['en', "It was the vendor's fault."],
    ['en', 'The administrator forgot to renew it.'],
    ['en', 'Somebody carelessly deleted the table; it was sloppy.'],
    ['en', 'A fat-fingered command.'],
    ['en', 'The night shift is to blame.'],
    ['fr', 'La cause est une erreur humaine.'],
    ['fr', 'L’équipe aurait dû vérifier.'],
    ['fr', 'C’est arrivé par négligence.'],
    ['fr', 'C’est la faute de l’opérateur.'],
    ['fr', 'Un technicien a oublié de redémarrer.'],
    ['de', 'Ursache war menschliches Versagen.'],
    ['de', 'Das Team hätte die Warnung früher sehen müssen.'],
    ['de', 'Grob fahrlässig wurde gelöscht.'],
    ['de', 'Der Lieferant war schuld.'],
    ['de', 'Ein Kollege hat die Prüfung vergessen.'],
    ['es', 'Se debió a un error humano.'],
    ['es', 'El equipo debería haber avisado.'],
    ['es', 'Fue por culpa del proveedor.'],
    ['es', 'El técnico olvidó renovarlo.'],
  ])('%s: “%s” is flagged', async (language, text) => {
    expect((await said(report(text), language)).filter((each) => each.startsWith('INC230'))).not.toEqual([]);
  });

  test.each([
    ['en', 'The default was a segmentation fault in zone B; the fault tolerance held.'],
    ['en', 'An availability zone’s fault domain; errors rose; the log says `human error`.'],
    ['en', 'The clock shows 17:30; nobody was at risk. A pilot light.'],
    ['en', 'Blameless reviews; the alarm should fire earlier. The blanket is negligible.'],
    ['en', '```\nhuman error\n```\n\n<!-- human error -->\n'],
    ['fr', 'Faute de données, le défaut a été constaté sans faute. Une erreur de réseau.'],
    ['fr', 'Le dû a été payé ; il est responsable de l’équipe.'],
    ['de', 'Entschuldigung: Schuldner, unschuldig, ein Bedienfeld. Die Folge war ein Fehler.'],
    ['de', 'Das Gerät hätte. Wir müssen handeln.'],
    ['es', 'Disculpen: el disco falló; un error de red. Debería funcionar.'],
    ['ja', 'human error'],
  ])('%s: “%s” is not', async (language, text) => {
    expect((await said(report(text), language)).filter((each) => each.startsWith('INC230'))).toEqual([]);
  });

  test('it looks at titles, texts and actions, and points at the words', async () => {
    const text = report(
      '\n',
      'actions:\n  - text: "Train: human error"\n    owner: us\n    due: 2026-04-01\n',
    )
      .replace('"Pages fail"', '"Human error in the cellar"')
      .replace('"Pages work"', '"Human  error"\n    text: |\n      Fine.\n      It was human error.');
    expect(await said(text)).toEqual(['INC230 2:9', 'INC230 7:13', 'INC230 10:14', 'INC230 12:19']);
  });
});

describe('what a closed report owes', () => {
  const major = (body: string, more = '') => report(body, `severity: major\n${more}`);
  test.each([
    ['en', '', ['INC232 6:12', 'INC233 6:12']],
    ['en', '## Who was affected?\n', ['INC233 6:12']],
    ['en', '## Impact\n## What we learnt\n', []],
    ['de', '## Auswirkungen\n## Lehren\n', []],
    ['fr', '## Conséquences\n## Enseignements\n', []],
    ['es', '## Impacto\n## Lecciones aprendidas\n', []],
    ['pt', '## Impacto\n## Lições aprendidas\n', []],
    ['ja', '', []],
    ['en', '<!--\n## Impact\n\n## Lessons learnt\n-->\n', ['INC232 6:12', 'INC233 6:12']],
  ])('%s with %j: %j', async (language, body, expected) => {
    expect(await said(major(body), language)).toEqual(expected);
  });

  test('minor, open, withdrawn and other kinds owe nothing', async () => {
    expect(await said(report(''))).toEqual([]);
    const open = report('', 'severity: major\nservices: [web]\n').replace('resolved', 'monitoring');
    expect(await said(open)).toEqual([]);
    expect(await said(major('').replace('state: resolved', 'state: withdrawn\n    text: Wrong'))).toEqual([]);
    expect(await said(major('', 'kind: near-miss\n'))).toEqual([]);
  });

  test('actions need an owner and a date, and are lessons', async () => {
    const actions =
      'actions:\n  - text: One\n  - {text: Two, owner: us}\n  - {text: Three, owner: us, done: 2026-03-05}\n';
    expect(await said(major('## Impact\n', actions))).toEqual(['INC231 10:5', 'INC231 11:5']);
  });
});

describe('rules are switched off', () => {
  const text = report('\nHuman error.\n\n## Including:\n', 'actions:\n  - text: "Human error"\n');
  test('for the site, by name', async () => {
    expect(await said(text)).toEqual(['INC222 14:13', 'INC230 9:12', 'INC230 12:1', 'INC231 9:5']);
    expect(await said(text, 'en', ['blame', 'actions'])).toEqual(['INC222 14:13']);
  });

  test('for lines, in front matter and body', async () => {
    const ignored = text
      .replace('  - text: "H', '  # incident-press-ignore blame, actions\n  - text: "H')
      .replace('\nHuman', '\n[incident-press-ignore]: # (blame)\nHuman')
      .replace('## Incl', '<!-- incident-press-ignore INC222 -->\n\n## Incl');
    expect(await said(ignored)).toEqual([]);
    // One line further it is another block.
    expect(await said(ignored.replace('Human error.', 'Other.\n\nHuman error.'))).toEqual(['INC230 16:1']);
  });

  test('errors stay, and an unknown rule in site.yaml is one', async () => {
    const wrong = report('').replace('2026-03-04T10', '# incident-press-ignore INC120\n      2026-03-04 10');
    expect(await said(wrong, 'en', ['INC120'])).toEqual(['INC120 6:7']);
    const site = (rules: string) => ({
      path: 'site.yaml',
      bytes: new TextEncoder().encode(`name: A\nurl: https://a.example/\n${rules}\n`),
    });
    expect(parseSite(site('rules: {blame: off, stale: on}\nstale_after: 90min')).value).toMatchObject({
      rulesOff: ['blame'],
      staleAfter: 5_400,
    });
    expect(parseSite(site('rules: {blam: off}')).diagnostics[0]).toMatchObject({
      code: 'INC110',
      hint: { text: 'Did you mean `blame`?' },
    });
    expect(parseSite(site('stale_after: 4 hours')).diagnostics[0]).toMatchObject({ code: 'INC112' });
  });
});
