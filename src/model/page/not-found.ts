import type { PageBase } from './base.ts';

export interface NotFoundPage extends PageBase {
  readonly kind: 'not-found';
}
