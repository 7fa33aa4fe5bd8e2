import type { Language } from '../language.ts';
import type { Direction, PageBase } from './base.ts';

/** `/<lang>/follow/`: how to get news. Its addresses are absolute, since readers paste them elsewhere. */
export interface FollowPage extends PageBase {
  readonly kind: 'follow';
  /** The feed for chats, mail services and feed readers. */
  readonly feed: string;
  readonly calendar: string;
  /** The summary of the status API, if site.yaml turns that on. */
  readonly api: string | undefined;
  /** The feeds of single services, if these have pages. */
  readonly services: readonly { readonly name: string; readonly feed: string }[];
  /** The feeds in the other languages of the site. */
  readonly others: readonly {
    readonly language: Language;
    readonly name: string;
    readonly direction: Direction;
    readonly feed: string;
  }[];
}
