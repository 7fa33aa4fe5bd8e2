/** How much a build really did. */
export interface Work {
  /** Files of the site that were read. */
  readonly read: number;
  /** Language files that were parsed. */
  readonly parsed: number;
  readonly units: number;
  readonly pages: number;
}
