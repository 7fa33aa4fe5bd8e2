import type { CodeText } from '../code-text.ts';

/** INC200–INC299: facts, timeline and words of a report. */
export const timelineCodes = {
  INC201: {
    severity: 'error',
    title: 'An unknown service',
    why: 'A service is named by its id in site.yaml; an incident on an unknown one would not count for any.',
    fix: 'Correct the id, or add the service to site.yaml.',
  },
  INC202: {
    severity: 'error',
    title: 'Two entries at one instant',
    why: 'Each entry is found by its instant: links to it and its translations.',
    fix: 'Give one of them another second.',
  },
  INC203: {
    severity: 'error',
    title: 'A plan ends before it starts',
    why: 'Readers plan around it.',
    fix: 'Exchange start and end, or correct one of them.',
  },
  INC204: {
    severity: 'error',
    title: 'Maintenance without a plan',
    why: 'Announced work needs a time readers can prepare for.',
    fix: 'Add `planned: {start: …, end: …}`.',
  },
  INC205: {
    severity: 'error',
    title: 'A plan for something that is not maintenance',
    why: 'An incident cannot be planned.',
    fix: 'Add `kind: maintenance`, or delete `planned`.',
  },
  INC206: {
    severity: 'error',
    title: 'A state that does not fit',
    why: 'Incidents are investigating, identified, monitoring, resolved; maintenance is scheduled, in-progress, completed; either can be withdrawn.',
    fix: 'Use a state that fits, or correct `kind`.',
  },
  INC207: {
    severity: 'error',
    title: 'A closed report is reopened without a word',
    why: 'Readers were told that it was over.',
    fix: 'Add a `text` that says what came back, or correct the instant.',
  },
  INC208: {
    severity: 'error',
    title: 'The last update is earlier than the newest entry',
    why: 'A page would claim to be older than what it says.',
    fix: 'Delete `last_update`: without it the newest entry counts.',
  },
  INC209: {
    severity: 'error',
    title: 'A withdrawal without a reason',
    why: 'A report is never simply gone: readers learn why.',
    fix: 'Add a `text` to the entry.',
  },
  INC211: {
    severity: 'error',
    title: 'Phases out of order',
    why: 'A problem is detected, then acknowledged, then mitigated; times are derived from that.',
    fix: 'Correct the instants, or the phase.',
  },
  INC220: {
    severity: 'warning',
    title: 'The state goes backwards',
    why: 'It may be right, when a fix did not hold; it is more often a slip.',
    fix: 'Say why in the `text` of the entry, or correct state or instant.',
  },
  INC221: {
    severity: 'warning',
    title: 'Two entries say the same',
    why: 'An update that says nothing new makes readers distrust the next one.',
    fix: 'Say what is new, or delete the entry.',
  },
  INC222: {
    severity: 'warning',
    title: 'Something announced does not follow',
    why: 'A list was forgotten, or deleted.',
    fix: 'Add it, or end the sentence with a full stop.',
  },
  INC223: {
    severity: 'warning',
    title: '“Outage” where nothing was down',
    why: 'Strong words wear out. An outage is a service that could not be used.',
    fix: 'Say what users met, or state which services were down.',
  },
  INC224: {
    severity: 'warning',
    title: 'Something that looks like a secret',
    why: 'Reports are public, and so is their history in git.',
    fix: 'Delete it, and have it changed: what was committed is known.',
  },
  INC225: {
    severity: 'warning',
    title: 'An internal address or host name',
    why: 'Readers cannot use it, and it tells strangers how a network is built.',
    fix: 'Name the service instead.',
  },
  INC226: {
    severity: 'warning',
    title: 'A mail address in the text',
    why: 'Addresses of people do not belong into reports, and are collected by senders of spam.',
    fix: 'Name a team; where readers should write, make it a link: `[write to us](mailto:…)`.',
  },
  INC230: {
    severity: 'warning',
    title: 'Words that blame somebody',
    why: 'People acted on what they could see at the time. A report that says who was wrong teaches nothing, and keeps others from telling what they know.',
    fix: 'Say what happened and what made the step look right. Where the words are meant, write `incident-press-ignore blame` in a comment above them; `rules: {blame: off}` in site.yaml switches the rule off.',
  },
  INC231: {
    severity: 'warning',
    title: 'An action that nobody has, or without a date',
    why: 'The report is closed; what nobody does by no time is not done.',
    fix: 'Add `owner`, a team, and `due`, a date. `rules: {actions: off}` in site.yaml switches the rule off.',
  },
  INC232: {
    severity: 'warning',
    title: 'A resolved report that does not say what it meant for users',
    why: 'Readers want to know whether it was them: who could not do what, from when to when.',
    fix: 'Add a section whose heading says so, such as `## Impact`. It is asked for where severity is major or critical; `rules: {impact: off}` in site.yaml switches the rule off.',
  },
  INC233: {
    severity: 'warning',
    title: 'A resolved report without lessons',
    why: 'What was not learnt will happen again, and readers know it.',
    fix: 'Add a section such as `## Lessons learnt`, or `actions`. It is asked for where severity is major or critical; `rules: {lessons: off}` in site.yaml switches the rule off.',
  },
  INC234: {
    severity: 'warning',
    title: 'An open report without news for too long',
    why: 'Readers of an open report wait; silence is read as nobody being at work. It is asked for by `check --now` where site.yaml has `stale_after`, and never by a build.',
    fix: 'Say where things stand and when you will say more, or close the report.',
  },
} as const satisfies Record<string, CodeText>;
