#!/usr/bin/env node
/* `npm create incident-press` is `incident-press init`, with the same options. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const manifest = createRequire(import.meta.url).resolve('incident-press/package.json');
process.argv.splice(2, 0, 'init');
await import(pathToFileURL(join(dirname(manifest), 'lib/cli/main.js')).href);
