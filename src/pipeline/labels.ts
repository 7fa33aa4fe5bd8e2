import type { Messages } from '../languages/messages.ts';
import type { Site } from '../source/site-schema.ts';
import type { ProseLabels } from '../source/request.ts';

/** The texts that rendered Markdown needs, in every language of the site. */
export function proseLabels(site: Pick<Site, 'languages'>, messages: Messages): Record<string, ProseLabels> {
  return Object.fromEntries(
    site.languages.map((language): [string, ProseLabels] => [
      language,
      {
        note: messages.t(language, 'prose.note'),
        tip: messages.t(language, 'prose.tip'),
        important: messages.t(language, 'prose.important'),
        warning: messages.t(language, 'prose.warning'),
        caution: messages.t(language, 'prose.caution'),
        footnotes: messages.t(language, 'prose.footnotes'),
        footnoteBack: messages.t(language, 'prose.footnote-back'),
        table: messages.t(language, 'prose.table'),
        done: messages.t(language, 'prose.done'),
        notDone: messages.t(language, 'prose.not-done'),
      },
    ]),
  );
}
