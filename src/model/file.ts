/** A path inside the site, `/` between its parts, never absolute and never upwards. */
export type SitePath = string;

/** A file as it was read: its bytes, or why there are none. */
export interface SourceFile {
  readonly path: SitePath;
  readonly bytes: Uint8Array;
  /** Set where the bytes were left unread, and `bytes` is empty. */
  readonly refused?: Refusal | undefined;
}

export type Refusal =
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'link-outside'; readonly target: string }
  /** A link where only a file or folder of the site's own will do. */
  | { readonly kind: 'link' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'special' };

/** A path inside the output folder, branded by `site/route.ts`, its only maker. */
export type OutputPath = string & { readonly brand: 'OutputPath' };

/** A file to be: what `build` gives and `write` puts down. */
export interface OutputFile {
  readonly path: OutputPath;
  readonly body: string | Uint8Array;
  /**
   * SHA-256 of the body in lower-case hex and its size in bytes, where they are known without looking at it.
   */
  readonly sha256?: string | undefined;
  readonly size?: number | undefined;
  /**
   * Lets go of bytes that can be made again; whoever has written them need not hold those of a whole site.
   */
  readonly forget?: (() => void) | undefined;
}
