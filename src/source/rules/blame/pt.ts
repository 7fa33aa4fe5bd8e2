import type { BlameWords } from './words.ts';

const PERSON =
  '(?:operadora?|técnic[oa]|funcionári[oa]|empregad[oa]|engenheir[oa]|administradora?|desenvolvedora?|colega|analista|fornecedora?|prestadora?|equipe|equipa)';

export const pt: BlameWords = {
  accusations: [
    '(?:erros?|falhas?) human[ao]s?',
    `(?:erro|falha) (?:do|da|de um|de uma|de nosso|de nossa) ${PERSON}`,
    `(?:por (?:sua |nossa )?|(?:a|sua) )?culpa (?:foi |é |era )?(?:do|da|de um|de uma|de nosso|de nossa) ${PERSON}`,
    'por (?:sua|nossa) culpa',
    'negligen(?:te|tes|temente)|negligência',
    'descuid(?:o|os|ado|ada|adamente)|desleix(?:o|ado|ada)',
    'imprud(?:ente|entes|ência|entemente)',
    'incompet(?:ente|entes|ência)',
  ],
  ofPeople: [
    '(?:deveria|deveriam|deveríamos|devia|deviam|devíamos) ter',
    '(?:teria|teriam|tinha|tinham) (?:que|de) ter',
    '(?:teve|tem|tiveram|têm) (?:a )?culpa',
    '(?:esqueceu|esqueceram)',
  ],
  people: [`ele|ela|eles|elas|nós|alguém|ninguém|pessoal|plantão|${PERSON}s?`],
  denials: ['não|nunca|jamais|nenhum\\p{L}*|sem|em vez de|em lugar de|tampouco|nem|evitar'],
};
