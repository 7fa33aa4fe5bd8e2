import type { BlameWords } from './words.ts';

const PERSON =
  '(?:operador|operadora|técnico|técnica|empleado|empleada|ingeniero|ingeniera|administrador|administradora|desarrollador|desarrolladora|compañero|compañera|proveedor|equipo)';

export const es: BlameWords = {
  accusations: [
    '(?:error(?:es)?|fallos?) humanos?',
    `(?:error|fallo) (?:del|de la|de un|de una) ${PERSON}`,
    `(?:por (?:su |nuestra |la )?|(?:la|su) )culpa (?:fue |es |era )?(?:del|de la|de un|de una|de nuestro|de nuestra) ${PERSON}`,
    '(?:por (?:su|nuestra) culpa)',
    'negligen(?:te|tes|cia|cias|temente)',
    'descuid(?:o|os|ado|ada|adamente)',
    'imprud(?:ente|entes|encia|entemente)',
    'incompeten(?:te|tes|cia)',
    'se les? olvidó',
  ],
  ofPeople: [
    '(?:debería|deberían|deberíamos|debió|debieron) (?:simplement[ea] )?(?:de )?haber',
    '(?:tendría|tendrían|tenía|tenían) que haber',
    '(?:tuvo|tiene|tuvieron|tienen) la culpa',
    '(?:olvidó|olvidaron)',
  ],
  people: [`ella|ellos|ellas|nosotros|alguien|nadie|personal|guardia|${PERSON}(?:e?s)?`],
  denials: ['no|nunca|jamás|ning[uú]n\\p{L}*|sin|en vez de|en lugar de|tampoco|evitar'],
};
