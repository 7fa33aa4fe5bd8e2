import type { Planned, State } from './edition.ts';
import type { Instant } from './instant.ts';

/** The progress of unfinished maintenance, from its entries and its plan. */
export type WorkPhase = 'planned' | 'in-progress' | 'overdue';

/** The status of a report, as the one word shown in lists and headings. */
export type StandingWord = State | 'overdue' | 'cancelled';

/** A period in the future, and the state the report will have then unless somebody writes something. */
export interface Step {
  readonly phase: WorkPhase;
  readonly word: StandingWord;
  /** Undefined for the first step, which has begun. */
  readonly from: Instant | undefined;
  /** Undefined for the last step. */
  readonly until: Instant | undefined;
}

/** What is only true of a report for a while. It is shown on pages, but never frozen. */
export interface Standing {
  readonly state: State;
  /** The stated state, or the one the plan implies. */
  readonly word: StandingWord;
  /** False once the report is over. */
  readonly open: boolean;
  /** Undefined unless this is maintenance that is not over. */
  readonly phase: WorkPhase | undefined;
  /** The present phase and those that the plan has after it; empty if there is none. */
  readonly steps: readonly Step[];
  readonly planned: Planned | undefined;
  /** The plan that readers were given before `planned`. */
  readonly earlierPlan: Planned | undefined;
  /** When readers were promised news; undefined once they got it or the report is over. */
  readonly nextUpdate: Instant | undefined;
  /** True if that time has passed and nothing was added. */
  readonly isLate: boolean;
}
