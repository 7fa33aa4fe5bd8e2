import type { CodeText } from '../code-text.ts';

/** INC500–INC599: versions and what is published. */
export const versionCodes = {
  INC501: {
    severity: 'error',
    severityInBuild: 'warning',
    title: 'A published text was changed without a new number',
    why: 'What was published under a number stays as it was. `build` publishes the change under the next number and only warns, since bookkeeping must never hold up an urgent update; `check` insists.',
    fix: 'Write the number in the hint, run `incident-press check --fix`, or let `incident-press freeze` write it.',
  },
  INC502: {
    severity: 'warning',
    title: 'A new number without a change',
    why: 'Versions count publications of new facts or words. A number without either would tell readers that something is new.',
    fix: 'Put the old number back, or say what is new.',
  },
  INC503: {
    severity: 'error',
    title: 'Only the time of the last update was changed',
    why: 'Readers would be told that a report is newer than it is.',
    fix: 'Restore `last_update`, or publish a new version that says what was updated.',
  },
  INC504: {
    severity: 'error',
    severityInBuild: 'warning',
    title: 'The number is lower than the published one',
    why: 'Versions only go up: what was published can still be read under its number.',
    fix: 'Publish the old text again under the next number, which `build` and `freeze` do by themselves.',
  },
  INC505: {
    severity: 'error',
    title: 'A revision may change words, and this one changes facts',
    why: 'A revision (`002r2`) is a better wording in one language. New facts are a new version, in all languages.',
    fix: 'Write the next version number.',
  },
  INC506: {
    severity: 'error',
    title: 'There is a gap between versions',
    why: 'Readers of the history would look for versions that were never published.',
    fix: 'Write the number after the published one.',
  },
  INC507: {
    severity: 'error',
    title: 'The last update is earlier than in the version before',
    why: 'A newer version cannot be older than the one before it.',
    fix: 'Add the newest entry to the timeline, or correct `last_update`.',
  },
  INC508: {
    severity: 'error',
    title: 'This is the text of a redacted version',
    why: 'The version was redacted because its text must not be read; the file would publish it again.',
    fix: 'Remove what must not be read, and publish the rest under the next number.',
  },
  INC510: {
    severity: 'error',
    title: 'The ledger is broken',
    why: 'Each line of a ledger contains the hash of the line before it. Where that does not match, history was edited or merged badly.',
    fix: 'Restore the ledger from git; after a bad merge, take the one merged first and run `incident-press freeze` for the rest.',
  },
  INC511: {
    severity: 'error',
    title: 'A published file was changed',
    why: 'What was published stays as it is, byte for byte; that is the promise to readers.',
    fix: 'Restore the file from git, and put what changed into a new version.',
  },
  INC512: {
    severity: 'error',
    title: 'A file of a published version is missing',
    why: 'Readers have its address, so it must stay.',
    fix: 'Restore it from git; to remove the text of a version, use `incident-press redact`.',
  },
  INC513: {
    severity: 'error',
    title: 'This published file is not in the ledger',
    why: 'Either a line was removed from the ledger, a freeze was stopped, or the file was never published.',
    fix: 'If the ledger beside it lost a line, restore it with `git checkout -- ledger.jsonl` in that folder; if a freeze was stopped, run `incident-press freeze` again; otherwise delete the file.',
  },
  INC514: {
    severity: 'error',
    title: 'A picture of a published version is missing',
    why: 'Old versions show the pictures they were published with.',
    fix: 'Restore it from git.',
  },
  INC515: {
    severity: 'error',
    title: 'A published report is gone',
    why: 'A report is withdrawn with a reason, never deleted: readers have its addresses.',
    fix: 'Restore the folder; to withdraw a report, add a timeline entry with `state: withdrawn`.',
  },
  INC516: {
    severity: 'error',
    title: 'A published translation is gone',
    why: 'Its readers would find nothing at an address they were given.',
    fix: 'Restore the file. What is out of date can be corrected in a new version.',
  },
  INC517: {
    severity: 'error',
    title: 'This is a Git LFS pointer, not the picture',
    why: 'The site would show a broken picture.',
    fix: 'Fetch the pictures with `git lfs pull`; in CI, check out the repository with LFS. Better, take `published/` out of LFS in .gitattributes.',
  },
  INC518: {
    severity: 'warning',
    title: 'Git may change the line ends of published files',
    why: 'On some systems git changes line ends on checkout, and published files would no longer match their hashes.',
    fix: 'Add the lines in the hint to .gitattributes.',
  },
  INC519: {
    severity: 'error',
    title: 'A file does not belong in published/',
    why: 'Only `freeze` and `redact` write to this folder, and everything in it is served to readers.',
    fix: 'Move it somewhere else.',
  },
  INC520: {
    severity: 'error',
    title: 'Published files differ from those of the base',
    why: 'Readers have been given what the base revision has in published/. A branch may add to it, but not change or remove anything.',
    fix: 'Restore the file from the base revision; put what is new into a new version.',
  },
  INC521: {
    severity: 'error',
    title: 'Not checked against the base',
    why: 'Nothing can be compared without the base revision, and a check that did not run must not look like one that passed.',
    fix: 'Fetch the base revision, for example with `git fetch origin main`; a shallow clone may need `--unshallow`.',
  },
  INC522: {
    severity: 'warning',
    title: 'A file of a redacted version is still there',
    why: 'Redacting a version removes its files. This one was left by a run that was stopped, and it holds what must not be read.',
    fix: 'Run `incident-press redact` again for that version: it removes what is left.',
  },
} as const satisfies Record<string, CodeText>;
