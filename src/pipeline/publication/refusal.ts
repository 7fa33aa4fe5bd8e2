import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { RenderedText } from '../rendered-text.ts';
import { notToBePublished } from '../../render/pages/article.ts';
import { frozenFault } from '../../versions/freeze.ts';

/** Makes sure that nothing is written that would count as damaged when read again. */
export function refusalOf({ history, pending, faults }: RenderedText): readonly Diagnostic[] {
  const fault = pending && frozenFault(history, pending);
  return fault === undefined ? faults : [notToBePublished(history, fault)];
}
