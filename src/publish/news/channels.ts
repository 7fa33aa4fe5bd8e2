import type { Language } from '../../model/language.ts';
import { parseLanguage } from '../../model/language.ts';

/** The shapes of messages: three chats, and the webhook of hosted status pages. */
export const SHAPES = ['slack', 'teams', 'discord', 'statuspage'] as const;
export type Shape = (typeof SHAPES)[number];

/** Somewhere that news is posted to. */
export interface Channel {
  readonly shape: Shape;
  /** The language that its readers get; undefined for the default language of the site. */
  readonly language: Language | undefined;
  readonly url: string;
  /** Its name in messages: its address is a secret. */
  readonly name: string;
}

/**
 * Reads `slack=https://… teams/fr=https://…`: words between white space, each a shape, a language if it is
 * not the default one, and an address. What cannot be read is reported in `problems`, without the address.
 */
export function readChannels(text: string): {
  readonly channels: readonly Channel[];
  readonly problems: readonly string[];
} {
  const read = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word, index) => channelOf(word, index + 1));
  return {
    channels: read.flatMap((each) => (typeof each === 'string' ? [] : [each])),
    problems: read.filter((each) => typeof each === 'string'),
  };
}

function channelOf(word: string, number: number): Channel | string {
  const [, shape = '', tag, url = ''] = /^([a-z]+)(?:\/([A-Za-z0-9-]+))?=(.+)$/.exec(word) ?? [];
  const known = SHAPES.find((each) => each === shape);
  if (!known) return `entry ${number} does not begin with one of ${SHAPES.join('=, ')}=`;
  const language = tag === undefined ? undefined : parseLanguage(tag);
  if (tag !== undefined && !language) return `entry ${number} has a language that is not a tag`;
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isAddress) return `entry ${number} does not have a web address after \`=\``;
  return { shape: known, language, url, name: `${known} (entry ${number})` };
}
