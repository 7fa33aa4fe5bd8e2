import type { Language } from '../../model/language.ts';
import type { Difference } from '../../model/page.ts';
import type { RenderContext } from '../../render/pages/context.ts';
import { diffProse } from '../../versions/diff/prose.ts';
import type { DiffLabels } from '../../versions/diff/prose.ts';
import { changedEntries } from './entries.ts';
import { changedFacts } from './facts.ts';
import type { Side, Words } from './words.ts';

/** What an edition of a text changed compared with an earlier one: facts, timeline, words. */
export function differenceOf(
  before: Side,
  after: Side,
  { messages, site }: Pick<RenderContext, 'messages' | 'site'>,
): Pick<Difference, 'facts' | 'entries' | 'prose'> {
  const { language } = after.edition;
  const t: Words['t'] = (key, args) => messages.t(language, key, args);
  const labels = labelsIn(language, messages);
  const words: Words = { t, labels, language, services: site.services, formats: messages.formats(language) };
  return {
    facts: changedFacts(before, after, words),
    entries: changedEntries(before.edition, after.edition, words),
    prose: diffProse(before.edition.body.html, after.edition.body.html, language, labels),
  };
}

function labelsIn(language: Language, { t }: RenderContext['messages']): DiffLabels {
  return {
    added: t(language, 'history.added'),
    removed: t(language, 'history.removed'),
    moved: t(language, 'history.moved'),
  };
}
