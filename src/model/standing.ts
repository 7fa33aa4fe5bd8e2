import type { Planned, State } from './edition.ts';
import type { Instant } from './instant.ts';

/** How far maintenance has come that is not over, by its entries and by its plan. */
export type WorkPhase = 'planned' | 'in-progress' | 'overdue';

/** How a report stands, in the one word that lists and headings have for it. */
export type StandingWord = State | 'overdue' | 'cancelled';

/** A part of the time that is still to come, and what state a report is in then, unless somebody writes. */
export interface Step {
  readonly phase: WorkPhase;
  readonly word: StandingWord;
  /** Undefined of the first step, which has begun. */
  readonly from: Instant | undefined;
  /** Undefined of the last one. */
  readonly until: Instant | undefined;
}

/** What is true of a report only for a while. It is on pages, never in what is frozen. */
export interface Standing {
  readonly state: State;
  /** The state, or what the plan makes of it. */
  readonly word: StandingWord;
  /** False once the report is over. */
  readonly open: boolean;
  /** Undefined of anything but maintenance that is not over. */
  readonly phase: WorkPhase | undefined;
  /** The phase, and those that the plan has after it; empty without a phase. */
  readonly steps: readonly Step[];
  readonly planned: Planned | undefined;
  /** The plan that readers were given before `planned`. */
  readonly earlierPlan: Planned | undefined;
  /** When readers were promised to hear more; undefined once they have, or the report is over. */
  readonly nextUpdate: Instant | undefined;
  /** True if that time has passed without news. */
  readonly isLate: boolean;
}
