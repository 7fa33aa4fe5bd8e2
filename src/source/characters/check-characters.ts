import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import type { Matter } from '../matter.ts';
import type { Split } from '../split.ts';
import { escapedControls } from './escaped-controls.ts';
import { openDirections } from './open-direction.ts';

/** Characters in a report that nobody sees and that change what others see. */
export function checkCharacters(file: SitePath, halves: Split, matter: Matter | undefined): Diagnostic[] {
  return [
    ...(matter ? escapedControls(file, halves.yaml, matter) : []),
    ...openDirections(file, halves.yaml, halves.yamlLine),
    ...openDirections(file, halves.body, halves.bodyLine),
  ];
}
