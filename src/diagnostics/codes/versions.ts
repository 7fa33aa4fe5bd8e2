import type { CodeText } from '../code-text.ts';

/** INC500–INC599: versions and what is published. */
export const versionCodes = {
  INC501: {
    severity: 'error',
    severityInBuild: 'warning',
    title: 'A published text was changed under its number',
    why: 'What was published under a number stays as it was. `build` shows the change under the next number and only warns, since bookkeeping must never hold up an urgent update; `check` insists.',
    fix: 'Write the number that the message names, run `incident-press check --fix`, or let `incident-press freeze` write it.',
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
    title: 'A number that is lower than the published one',
    why: 'Publication only goes forward: what was published stays readable under its number.',
    fix: 'Publish the old text again under the next number.',
  },
  INC505: {
    severity: 'error',
    title: 'A revision that changes facts',
    why: 'A revision (`002r2`) is a better wording in one language. New facts are a new version, in all languages.',
    fix: 'Write the next version number.',
  },
  INC506: {
    severity: 'error',
    title: 'A gap between versions',
    why: 'Readers of the history would look for versions that never were.',
    fix: 'Write the number that follows the published one.',
  },
  INC507: {
    severity: 'error',
    title: 'The last update goes back in time',
    why: 'A newer version cannot be older than the one before it.',
    fix: 'Add the newest entry to the timeline, or correct `last_update`.',
  },
  INC508: {
    severity: 'error',
    title: 'The text of a redacted version',
    why: 'A version was taken back because its text must not be read; the live file would publish it again.',
    fix: 'Take out what must not be read, and publish the rest under the next number.',
  },
  INC510: {
    severity: 'error',
    title: 'The ledger of publications is broken',
    why: 'Each line of a ledger carries the hash of the line before it. A chain that does not hold proves that history was edited, or merged badly.',
    fix: 'Restore the ledger from git; after a bad merge, take the one merged first and run `incident-press freeze` for the rest.',
  },
  INC511: {
    severity: 'error',
    title: 'A published file was edited',
    why: 'What was published stays as it is, byte for byte; that is the promise to readers.',
    fix: 'Restore the file from git, and put what changed into a new version.',
  },
  INC512: {
    severity: 'error',
    title: 'A file of a published version is missing',
    why: 'Its address was given to readers, and must stay.',
    fix: 'Restore it from git; to take a version back, use `incident-press redact`.',
  },
  INC513: {
    severity: 'error',
    title: 'A published file without a line in the ledger',
    why: 'Either a line was removed from the ledger, or the file never was published.',
    fix: 'Restore the ledger from git; or delete the file.',
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
    why: 'A report is withdrawn with a reason, never deleted: its addresses were given to readers.',
    fix: 'Restore the folder; to take a report back, use a timeline entry with `state: withdrawn`.',
  },
  INC516: {
    severity: 'error',
    title: 'A published translation is gone',
    why: 'Its readers would find nothing at an address they were given.',
    fix: 'Restore the file. What is out of date can be corrected in a new version.',
  },
  INC517: {
    severity: 'error',
    title: 'A pointer of Git LFS in place of a picture',
    why: 'The site would show a broken picture.',
    fix: 'Fetch it with `git lfs pull`, or take the folder out of LFS in .gitattributes.',
  },
  INC518: {
    severity: 'warning',
    title: '.gitattributes does not protect what is published',
    why: 'On some systems git changes line ends on checkout; the hashes of what was published would no longer fit.',
    fix: 'Add the lines that the message names to .gitattributes.',
  },
  INC519: {
    severity: 'error',
    title: 'A file that does not belong into published/',
    why: 'The folder is written by `freeze` and `redact` only, and served to readers.',
    fix: 'Move it away.',
  },
  INC520: {
    severity: 'error',
    title: 'Published files differ from those of the base',
    why: 'What the base revision has in published/ was given to readers. A branch may add to it, and change or remove nothing.',
    fix: 'Restore the file from the base revision; what is new belongs into a new version.',
  },
  INC521: {
    severity: 'error',
    title: 'Not checked against the base',
    why: 'Without the base revision nothing can be compared, and a check that did not run must not look like one that passed.',
    fix: 'Fetch the base revision, for example with `git fetch origin main`; a shallow clone may need `--unshallow`.',
  },
  INC522: {
    severity: 'warning',
    title: 'A file of a redacted version is still there',
    why: 'A redaction removes the files of a version. One that is left was kept by a run that was stopped, and it holds what must not be read.',
    fix: 'Run `incident-press redact` again for that version: it removes what is left.',
  },
} as const satisfies Record<string, CodeText>;
