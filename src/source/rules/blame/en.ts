import type { BlameWords } from './words.ts';

const PARTICIPLE =
  '(?!(?:need|feed|seed|speed|bed|shed|limited|combined|detailed|documented|dedicated|well)\\b)(?:\\p{L}+ed|been|begun|bought|broken|brought|built|caught|chosen|come|cut|done|drawn|fallen|felt|found|' +
  'given|gone|gotten|got|heard|held|kept|known|led|left|let|lost|made|meant|met|paid|put|read|run|said|seen|sent|set|' +
  'shown|shut|slept|spoken|spent|stood|taken|thought|told|understood|woken|written)';

export const en: BlameWords = {
  accusations: [
    '(?:human errors?|(?:user|operator|engineer|pilot) error)',
    '(?:errors?|mistakes?) (?:made )?by (?:an?|the|our) (?:engineer|operator|employee|colleague|technician|administrator|admin|developer)',
    "\\p{L}+['’]s? (?:own )?fault(?=\\s*(?:[.,;:!?)”]|$|and|that|alone))",
    '(?:his|her|my|your|whose) (?:own )?(?:fault|mistake|error|negligence)(?! (?:report|log|code|page|message))',
    '(?:is|are|was|were) (?:solely |entirely )?(?:at fault|to blame)',
    'blam(?:e|ed|es|ing) (?:the|our|an?|him|her|them|each|one)',
    'careless(?:ly|ness)?',
    'negligen(?:t|tly|ce)',
    'reckless(?:ly|ness)?',
    '(?:sloppy|sloppily|sloppiness)(?! quorum)',
    'incompeten(?:t|tly|ce)',
    'stupid(?:ly|ity)?',
    'fat(?:-| )finger(?:s|ed|ing)?',
  ],
  ofPeople: [
    `should(?:n['’]t)?(?: not)?(?: simply| just| really)? have (?:\\p{L}+ly )?${PARTICIPLE}`,
    '(?:forgot|neglected|did not bother)',
  ],
  people: [
    'he|she|they|we|i|and|someone|somebody|anyone|nobody|everyone|staff|team|teams|shift|crew|vendor|supplier|contractor',
    '(?:engineer|operator|employee|colleague|technician|administrator|admin|developer|manager|author|reviewer|responder|maintainer)s?',
    '(?:on-?call|on call|night shift)',
  ],
  denials: [
    "not?|never|nobody|nothing|without|avoid\\p{L}*|rather than|instead of|blameless\\p{L}*|\\p{L}+n['’]t|cannot|neither|nor",
  ],
};
