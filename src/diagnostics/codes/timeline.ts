import type { CodeText } from '../code-text.ts';

/** INC200–INC299: facts, timeline and words of a report. */
export const timelineCodes = {
  INC201: {
    severity: 'error',
    title: 'A service is unknown',
    why: 'Reports name services by their ids in site.yaml; an incident of an unknown service would not count for any.',
    fix: 'Correct the id, or add the service to site.yaml.',
  },
  INC202: {
    severity: 'error',
    title: 'Two entries have the same time',
    why: 'The time of an entry is also its name: links and translations find it by that.',
    fix: 'Move one of them by a second.',
  },
  INC203: {
    severity: 'error',
    title: 'A plan ends before it starts',
    why: 'Readers make their own plans around it.',
    fix: 'Swap start and end, or correct one of them.',
  },
  INC204: {
    severity: 'error',
    title: 'Maintenance needs a plan',
    why: 'Readers need to know when announced work takes place to prepare for it.',
    fix: 'Add `planned: {start: …, end: …}`.',
  },
  INC205: {
    severity: 'error',
    title: 'Only maintenance can be planned',
    why: 'An incident cannot be planned.',
    fix: 'Add `kind: maintenance`, or delete `planned`.',
  },
  INC206: {
    severity: 'error',
    title: 'A state does not fit the kind of report',
    why: 'Incidents are investigating, identified, monitoring or resolved; maintenance is scheduled, in-progress or completed; either can be withdrawn.',
    fix: 'Use a state that fits, or correct `kind`.',
  },
  INC207: {
    severity: 'error',
    title: 'This reopens a closed report without saying why',
    why: 'Readers were told that it was over.',
    fix: 'Add a `text` that says what came back, or correct the time.',
  },
  INC208: {
    severity: 'error',
    title: 'The last update is earlier than the newest entry',
    why: 'The page would claim to be older than what it says.',
    fix: 'Delete `last_update`: without it, the time of the newest entry counts.',
  },
  INC209: {
    severity: 'error',
    title: 'A withdrawal needs a reason',
    why: 'A report never just disappears: readers are told why.',
    fix: 'Add a `text` to this entry that says why.',
  },
  INC211: {
    severity: 'error',
    title: 'Phases are out of order',
    why: 'A problem is detected, then acknowledged, then mitigated; the times shown are worked out from that.',
    fix: 'Correct the times, or the phase.',
  },
  INC220: {
    severity: 'warning',
    title: 'The state goes backwards',
    why: 'That can be right, when a fix did not hold; more often it is a slip.',
    fix: 'Say why in the `text` of the entry, or correct the state or the time.',
  },
  INC221: {
    severity: 'warning',
    title: 'This entry says the same as an earlier one',
    why: 'After an update that says nothing new, readers stop trusting the next one.',
    fix: 'Say what is new, or delete the entry.',
  },
  INC222: {
    severity: 'warning',
    title: 'This announces something, and nothing follows',
    why: 'A list was forgotten, or deleted.',
    fix: 'Add what was to follow, or end the sentence with a full stop.',
  },
  INC223: {
    severity: 'warning',
    title: 'The title says “outage”, but no service was down',
    why: 'Strong words wear out. In an outage, a service cannot be used.',
    fix: 'Say what users noticed (“slow”, “errors”), or state which services were down.',
  },
  INC224: {
    severity: 'warning',
    title: 'This looks like a secret',
    why: 'Reports are public, and so is their history in git.',
    fix: 'Delete it here and have it replaced: once committed, it is no longer secret.',
  },
  INC225: {
    severity: 'warning',
    title: 'This looks like an internal address or host name',
    why: 'Readers cannot use it, and it tells strangers how the network is built.',
    fix: 'Name the service instead.',
  },
  INC226: {
    severity: 'warning',
    title: 'This looks like somebody’s mail address',
    why: 'Personal addresses do not belong in reports, and spammers collect them.',
    fix: 'Name a team instead; if readers should write to it, make it a link: `[write to us](mailto:…)`.',
  },
  INC230: {
    severity: 'warning',
    title: 'Words that blame somebody',
    why: 'People acted on what they could see at the time. A report that says who was wrong teaches nothing, and keeps others from telling what they know.',
    fix: 'Say what happened and what made the step look right. If the words are meant, write `incident-press-ignore blame` in a comment above them; `rules: {blame: off}` in site.yaml turns the rule off.',
  },
  INC231: {
    severity: 'warning',
    title: 'An action has no owner or no date',
    why: 'The report is closed, and work that nobody owns by no date does not get done.',
    fix: 'Add `owner`, a team, and `due`, a date. `rules: {actions: off}` in site.yaml turns the rule off.',
  },
  INC232: {
    severity: 'warning',
    title: 'This report is resolved and does not say how it affected users',
    why: 'Readers want to know whether it affected them: who could not do what, from when to when.',
    fix: 'Add a section with a heading such as `## Impact`: who could not do what, from when to when. Only reports of major or critical severity need one; `rules: {impact: off}` in site.yaml turns the rule off.',
  },
  INC233: {
    severity: 'warning',
    title: 'This report is resolved and does not say what was learnt',
    why: 'What is not learnt happens again, and readers know it.',
    fix: 'Add a section such as `## Lessons learnt`, or `actions`. Only reports of major or critical severity need one; `rules: {lessons: off}` in site.yaml turns the rule off.',
  },
  INC234: {
    severity: 'warning',
    title: 'An open report has had no news for too long',
    why: 'Readers of an open report are waiting; to them, silence means that nobody is working on it. `check --now` reports this where site.yaml has `stale_after`; a build never does.',
    fix: 'Say where things stand and when you will say more, or close the report.',
  },
  INC235: {
    severity: 'warning',
    title: 'News was promised and is late',
    why: 'Readers were told when they would hear more (`next_update`), and wait for it. `check` reports this once that time has passed; a build never does.',
    fix: 'Say where things stand, even if nothing is new, and promise a time that you can keep.',
  },
} as const satisfies Record<string, CodeText>;
