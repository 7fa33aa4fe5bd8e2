/** Patterns as `check-blame.ts` reads them: a space is any white space, letters stand on both sides of nothing. */
export const en = [
  '(?:human|user|operator|engineer|pilot) errors?',
  '(?:errors?|mistakes?) (?:made )?by (?:an?|the|our) (?:engineer|operator|employee|colleague|technician|administrator|admin|developer|user)',
  "should(?:n['’]t)?(?: not)?(?: simply| just| really)? have",
  "\\p{L}+['’]s? (?:own )?fault(?! (?:domain|tolerance|light|code|detection|line|zone))",
  '(?:his|her|their|my|your|whose) (?:own )?(?:fault|mistake|error|negligence)',
  '(?:is|are|was|were) (?:solely |entirely )?(?:at fault|to blame)',
  'blam(?:e|ed|es|ing)',
  'careless(?:ly|ness)?',
  'negligen(?:t|tly|ce)',
  'reckless(?:ly|ness)?',
  'sloppy|sloppily|sloppiness',
  'incompeten(?:t|tly|ce)',
  'stupid(?:ly|ity)?',
  'fat(?:-| )finger(?:s|ed|ing)?',
  '(?:he|she|they|engineer|operator|admin|administrator|developer|colleague|someone|somebody) (?:forgot|neglected|did not bother)',
];
