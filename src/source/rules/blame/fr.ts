import type { BlameWords } from './words.ts';

const PERSON =
  '(?:opérateur|opératrice|exploitant|technicien|technicienne|ingénieur|ingénieure|administrateur|développeur|collègue|prestataire|fournisseur|équipe)';

export const fr: BlameWords = {
  accusations: [
    '(?:erreurs?|défaillances?) humaines?',
    "erreurs? de (?:manipulation|l['’]opérateur|l['’]exploitant|l['’]utilisateur)",
    `(?:la|par sa|par leur) faute (?:de |du |des |à |au |aux )?(?:l['’]|la |un |une |notre |nos )?${PERSON}s?`,
    '(?:par |de )(?:sa|leur) faute',
    'par (?:négligence|étourderie|imprudence|incompétence)',
    'négligen(?:t|te|ts|tes|ce|ces)|négligemment',
    'imprud(?:ent|ente|ents|ence|emment)',
    'incompéten(?:t|te|ts|tes|ce)',
    "(?:coupables?|responsables?) de (?:l['’]erreur|la faute)",
  ],
  ofPeople: [
    '(?:aurait|auraient|aurions|auriez) (?:simplement |bien )?dû',
    '(?:a|avait|ont|avaient) (?:été )?oublié de',
  ],
  people: [`elle|elles|ils|nous|vous|on|personne|quelqu['’]un|${PERSON}s?|équipes?|astreinte`],
  denials: ['pas|jamais|aucune?|ni|sans|plutôt que|au lieu de|nullement|éviter'],
};
