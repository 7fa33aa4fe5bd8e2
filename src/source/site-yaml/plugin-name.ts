import { z } from 'zod';
import { refuse } from '../refuse.ts';

const FILE = /^plugins\/(?!(?:.*\/)?\.\.?\/)[\w./-]+\.m?js$/;
const PACKAGE = /^(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*$/;

/** A module with plugins: a file in `plugins/` of the site, or an installed package. */
export const pluginName = z
  .string()
  .transform((value, context) =>
    FILE.test(value) || (PACKAGE.test(value) && !value.includes('..'))
      ? value
      : refuse(
          context,
          'INC840',
          `\`${value}\` is neither a module in \`plugins/\` nor the name of a package`,
          'Put the module into `plugins/` and write `plugins/abbreviations.mjs`, or name an installed package.',
        ),
  );
