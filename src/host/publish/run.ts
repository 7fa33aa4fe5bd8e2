import type { PublishPlan } from '../../publish/plan.ts';

/** How to treat the history at a target. */
export interface HistoryRules {
  /** The reason for replacing the history at the target with one that does not continue it. */
  readonly rewrite?: string | undefined;
  /**
   * Called if the site's ledger here differs from the one at the target, which is undefined if there is no
   * site yet.
   */
  readonly onHistory?: ((there: string | undefined, here: string) => void) | undefined;
}

/** The options of a run, the same for every target. */
export interface PublishRun extends HistoryRules {
  /** Nothing is written anywhere; only the plan is wanted. */
  readonly dryRun: boolean;
  readonly onProgress: (done: number, all: number) => void;
  /** Called before the switch, so that a later run knows which addresses still have to be purged. */
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
