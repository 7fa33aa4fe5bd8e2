/** Lets other work run if it is time to: a server answers requests while its site is scanned. */
export type Pause = () => void | Promise<void>;

/** A build has nobody waiting for it. */
export function neverPause(): void {}
