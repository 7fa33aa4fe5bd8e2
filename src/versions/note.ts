import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { startSha256 } from '../source/content-hash.ts';

/**
 * Signed notes with Ed25519 (C2SP signed-note): a text, an empty line, and below it a line for each
 * signature, `— <name> <base64 of 4 bytes of the key's id and the signature>`. Keys are in the form of Go's
 * sumdb/note, which other tools for such logs read.
 */
export interface Signer {
  readonly name: string;
  /** The public key, for `verifies`. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

const ED25519 = 1;
const ID_BYTES = 4;
const SEED_BYTES = 32;
/** The bytes before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410). */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');

/** The private key of a name, as text, made of 32 random bytes. */
export function privateKeyText(name: string, seed: Uint8Array): string {
  const id = keyId(name, publicBytes(privateKey(seed))).toString('hex');
  return `PRIVATE+KEY+${name}+${id}+${Buffer.from([ED25519, ...seed]).toString('base64')}`;
}

/** Reads a private key; undefined if the text is not one. */
export function readPrivateKey(text: string): Signer | undefined {
  const [, name = '', id, encoded = ''] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== SEED_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  const key = privateKey(bytes.subarray(1));
  const open = publicBytes(key);
  const own = keyId(name, open);
  if (own.toString('hex') !== id) return undefined;
  return {
    name,
    publicKey: `${name}+${id}+${Buffer.from([ED25519, ...open]).toString('base64')}`,
    sign: (note) => {
      const signature = Buffer.concat([own, sign(null, Buffer.from(note), key)]);
      return `${note}\n— ${name} ${signature.toString('base64')}\n`;
    },
  };
}

/** A public key that verifies notes signed with its private key; undefined if the text is not a key. */
export function readPublicKey(text: string): ((note: string) => boolean) | undefined {
  const [, name = '', id, encoded = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== SEED_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  const own = keyId(name, bytes.subarray(1));
  if (own.toString('hex') !== id) return undefined;
  const key = createPublicKey({
    key: Buffer.concat([PUBLIC_DER, bytes.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return (note) => signaturesOf(note).some((each) => each.name === name && isBy(own, key, note, each.bytes));
}

/** The text of a note, without its signatures. */
export function noteText(note: string): string {
  const end = note.indexOf('\n\n');
  return end < 0 ? note : note.slice(0, end + 1);
}

function isBy(id: Buffer, key: KeyObject, note: string, signature: Buffer): boolean {
  const isOurs = signature.subarray(0, ID_BYTES).equals(id);
  return isOurs && verify(null, Buffer.from(noteText(note)), key, signature.subarray(ID_BYTES));
}

function signaturesOf(note: string): { readonly name: string; readonly bytes: Buffer }[] {
  return [...note.slice(noteText(note).length).matchAll(/^— (\S+) ([A-Za-z0-9+/=]+)$/gm)].map(
    ([, name = '', encoded = '']) => ({ name, bytes: Buffer.from(encoded, 'base64') }),
  );
}

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
}

function publicBytes(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);
}

/** The first bytes of SHA-256 of name, line end, kind of key and public key. */
function keyId(name: string, open: Uint8Array): Buffer {
  const bytes = Buffer.from([...Buffer.from(name), 0x0a, ED25519, ...open]);
  return startSha256().update(bytes).digest().subarray(0, ID_BYTES);
}
