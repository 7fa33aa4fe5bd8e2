/** A path inside the site: relative, with `/` between its parts, and without `..`. */
export type SitePath = string;

/** A file that was read: its bytes, or why there are none. */
export interface SourceFile {
  readonly path: SitePath;
  readonly bytes: Uint8Array;
  /** Why the file was not read; `bytes` is empty then. */
  readonly refused?: Refusal | undefined;
}

export type Refusal =
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'link-outside'; readonly target: string }
  /** It is a link, but only a real file or folder of the site is accepted. */
  | { readonly kind: 'link' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'special' }
  /** Its name cannot be shown in terminals or addresses; `path` has it in a visible form. */
  | { readonly kind: 'name' };

/** A path inside the output folder. Only `site/route.ts` makes this brand. */
export type OutputPath = string & { readonly brand: 'OutputPath' };

/** A file to be written: made by `build`, written by `write`. */
export interface OutputFile {
  readonly path: OutputPath;
  readonly body: string | Uint8Array;
  /**
   * SHA-256 of the body in lower-case hex and its size in bytes, where both are known without reading it.
   */
  readonly sha256?: string | undefined;
  readonly size?: number | undefined;
  /** Frees bytes that can be made again, so that a writer never has those of a whole site in memory. */
  readonly forget?: (() => void) | undefined;
}
