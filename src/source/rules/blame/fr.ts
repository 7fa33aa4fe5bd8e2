export const fr = [
  '(?:erreurs?|défaillances?) humaines?',
  "erreurs? de (?:manipulation|l['’]opérateur|l['’]exploitant|l['’]utilisateur)",
  '(?:aurait|auraient|aurions|auriez) (?:simplement |bien )?dû',
  "(?:la|par|sa|leur) faute (?:de|du|des|à|au|aux) (?:l['’]|la |un |une |notre |nos |\\p{L}+)",
  '(?:par |de )?(?:sa|leur) faute',
  'par (?:négligence|étourderie|imprudence|incompétence)',
  'négligen(?:t|te|ts|tes|ce|ces)|négligemment',
  'imprud(?:ent|ente|ents|ence|emment)',
  'incompéten(?:t|te|ts|tes|ce)',
  '(?:a|avait|ont|avaient) (?:été )?oublié de',
  "(?:coupables?|responsables?) de (?:l['’]erreur|la faute)",
];
