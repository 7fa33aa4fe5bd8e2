import { headersOf } from '../src/publish/headers.ts';

/** The policy of pages of a site that adds nothing to it and has no search. */
export const CONTENT_SECURITY_POLICY =
  headersOf(undefined, 'index.html').find(([name]) => name === 'Content-Security-Policy')?.[1] ?? '';
