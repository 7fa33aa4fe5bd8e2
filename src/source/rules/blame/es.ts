export const es = [
  '(?:error(?:es)?|fallos?) humanos?',
  '(?:error|fallo) (?:del|de la|de un|de una) (?:operador|operadora|técnico|técnica|empleado|empleada|usuario|usuaria|compañero|compañera)',
  '(?:debería|deberían|deberíamos|debió|debieron) (?:simplement[ea] )?(?:de )?haber',
  '(?:tendría|tendrían|tenía|tenían) que haber',
  'por (?:su |nuestra |la )?culpa',
  '(?:la|su) culpa (?:de|del|fue|es|era)',
  '(?:tuvo|tiene|tuvieron|tienen) la culpa',
  'negligen(?:te|tes|cia|cias|temente)',
  'descuid(?:o|os|ado|ada|adamente)',
  'imprud(?:ente|entes|encia|entemente)',
  'incompeten(?:te|tes|cia)',
  '(?:se le olvidó|se les olvidó|olvidó|olvidaron)',
];
