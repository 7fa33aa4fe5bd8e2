/*
 * Packs the extension: `npm run extension` writes dist/incident-press-<version>.vsix here. The usual tool,
 * `vsce`, brings an install script with it, so the few files of a VSIX are written by hand.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { zip } from './zip.mjs';

const HERE = import.meta.dirname;

/** Where the packed extension is written. */
function vsixPath() {
  return join(HERE, 'dist', `incident-press-${manifest().version}.vsix`);
}

/** Packs the extension; the same sources give the same bytes. */
export async function pack() {
  const bundle = await rolldown({
    cwd: HERE,
    input: join(HERE, 'extension.mjs'),
    platform: 'node',
    external: ['vscode'],
  });
  const { output } = await bundle.generate({ format: 'cjs', minify: true, codeSplitting: false });
  await bundle.close();
  const read = (/** @type {string} */ path) => readFileSync(join(HERE, path), 'utf8');
  return zip([
    ['extension.vsixmanifest', vsixManifest()],
    ['[Content_Types].xml', CONTENT_TYPES],
    ['extension/package.json', read('package.json')],
    ['extension/README.md', read('README.md')],
    ['extension/LICENSE.txt', read('../../LICENSE')],
    ['extension/extension.cjs', output[0].code],
  ]);
}

/** @returns {{ name: string, displayName: string, description: string, version: string, publisher: string, engines: { vscode: string }, categories: string[] }} */
function manifest() {
  return JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json"/>
  <Default Extension=".md" ContentType="text/markdown"/>
  <Default Extension=".txt" ContentType="text/plain"/>
  <Default Extension=".cjs" ContentType="application/javascript"/>
  <Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>
`;

function vsixManifest() {
  const { name, displayName, description, version, publisher, engines, categories } = manifest();
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description xml:space="preserve">${description}</Description>
    <Categories>${categories.join(',')}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

if (process.argv[1] === import.meta.filename) {
  const path = vsixPath();
  mkdirSync(join(HERE, 'dist'), { recursive: true });
  writeFileSync(path, await pack());
  console.log(path);
}
