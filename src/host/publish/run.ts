import type { PublishPlan } from '../../publish/plan.ts';

/** What becomes of the history at a target. */
export interface HistoryRules {
  /** Why the history at the target may be replaced by one that does not begin with it. */
  readonly rewrite?: string | undefined;
  /**
   * Told once it is known that the site's ledger here is another one than at the target, where it is
   * undefined if there is no site yet.
   */
  readonly onHistory?: ((there: string | undefined, here: string) => void) | undefined;
}

/** What every target is told about a run. */
export interface PublishRun extends HistoryRules {
  /** Nothing is written anywhere; only the plan is wanted. */
  readonly dryRun: boolean;
  readonly onProgress: (done: number, all: number) => void;
  /** Called before a switch, so that a later run knows what still has to be told. */
  readonly onSwitching: ((plan: PublishPlan) => void) | undefined;
  /** Called when readers get the new site, before anything is removed. What it throws stops the run. */
  readonly onSwitched: (plan: PublishPlan) => Promise<void>;
}

/** What a run did or would do. */
export interface Published {
  readonly plan: PublishPlan;
  /** Sentences for the user. */
  readonly notes: readonly string[];
  /** Requests sent, by method, if there were any. */
  readonly requests: Readonly<Record<string, number>> | undefined;
}
