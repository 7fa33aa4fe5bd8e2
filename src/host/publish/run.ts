import type { PublishPlan } from '../../publish/plan.ts';

/** What every target is told about a run. */
export interface PublishRun {
  /** Nothing is written anywhere; only the plan is wanted. */
  readonly dryRun: boolean;
  /** Why the history at the target may be replaced by one that does not begin with it. */
  readonly rewrite?: string | undefined;
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
