/** Lets others have their turn, if it is time for that: a server answers while its site is looked through. */
export type Pause = () => void | Promise<void>;

/** A build has nobody to wait for it. */
export function neverPause(): void {}
