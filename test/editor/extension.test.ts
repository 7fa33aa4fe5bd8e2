import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { pack } from '../../editors/vscode/pack.mjs';
import { makeFolder, ROOT } from '../run.ts';

/** The files of a ZIP archive, by its own directory. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [packed, length] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    files.set(name, inflateRawSync(archive.subarray(start, start + packed)));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

test('the extension is packed as a VSIX, the same bytes each time', async () => {
  const archive = await pack();
  expect(archive.equals(await pack())).toBe(true);
  const files = unzip(archive);
  const xml = new XMLParser({ ignoreAttributes: false });
  const { PackageManifest } = xml.parse(String(files.get('extension.vsixmanifest'))) as Manifest;
  const own = JSON.parse(String(files.get('extension/package.json'))) as Readonly<Record<string, unknown>>;
  expect(PackageManifest.Metadata.Identity).toMatchObject({
    '@_Id': own['name'],
    '@_Version': own['version'],
    '@_Publisher': own['publisher'],
  });
  // Everything that is named is there, and everything that is there has a type.
  for (const { '@_Path': path } of PackageManifest.Assets.Asset) expect([...files.keys()]).toContain(path);
  expect(files.has(`extension/${String(own['main']).replace('./', '')}`)).toBe(true);
  const types = String(files.get('[Content_Types].xml'));
  for (const name of files.keys())
    if (name !== '[Content_Types].xml') expect(types).toContain(`Extension="${/\.\w+$/.exec(name)?.[0]}"`);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(own['version']).toBe(version);
});

test('the extension can be loaded where an editor gives it its own module', async () => {
  const folder = makeFolder();
  const code = unzip(await pack()).get('extension/extension.cjs') ?? Buffer.alloc(0);
  writeFileSync(join(folder, 'extension.cjs'), code);
  const load = `const { Module } = require('node:module');
    const stub = new Proxy(function () {}, { get: (_, name) => (name === 'version' ? '1.91.0' : stub), construct: () => stub });
    const load = Module._load;
    Module._load = (name, ...rest) => (name === 'vscode' ? stub : load(name, ...rest));
    const extension = require('./extension.cjs');
    console.log(typeof extension.activate, typeof extension.deactivate);`;
  expect(execFileSync(process.execPath, ['-e', load], { cwd: folder, encoding: 'utf8' })).toBe(
    'function function\n',
  );
});

interface Manifest {
  readonly PackageManifest: {
    readonly Metadata: { readonly Identity: Readonly<Record<string, string>> };
    readonly Assets: { readonly Asset: readonly { readonly '@_Path': string }[] };
  };
}
