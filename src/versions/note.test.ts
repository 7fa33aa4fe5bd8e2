import { expect, test } from 'vitest';
import { noteText, privateKeyText, readPrivateKey, readPublicKey } from './note.ts';

/** Key and note of the documentation of golang.org/x/mod/sumdb/note. */
const GO_KEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const GO_PUBLIC = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_TEXT = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`;
const GO_NOTE = `${GO_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

test('a note is signed as other programs do it, and theirs are read', () => {
  const signer = readPrivateKey(GO_KEY);
  expect(signer?.publicKey).toBe(GO_PUBLIC);
  expect(signer?.sign(GO_TEXT)).toBe(GO_NOTE);
  expect(readPublicKey(GO_PUBLIC)?.(GO_NOTE)).toBe(true);
});

test('a key that is made can be read, and no other key proves its notes', () => {
  const [one, other] = [1, 2].map((byte) =>
    readPrivateKey(privateKeyText('status.example.com/x', new Uint8Array(32).fill(byte))),
  );
  const note = one!.sign('status.example.com/x\n1\nroot\n');
  expect(readPublicKey(one!.publicKey)?.(note)).toBe(true);
  expect(readPublicKey(other!.publicKey)?.(note)).toBe(false);
  expect(readPublicKey(one!.publicKey)?.(note.replace('\n1\n', '\n2\n'))).toBe(false);
  expect(readPublicKey(one!.publicKey)?.(noteText(note))).toBe(false);
});

test.each(['', 'x', GO_KEY.replace('c74f20a3', 'c74f20a4'), GO_KEY.slice(0, -4), GO_PUBLIC])(
  '%j is not a private key',
  (text) => {
    expect(readPrivateKey(text)).toBeUndefined();
  },
);

test.each(['', 'x', GO_KEY, GO_PUBLIC.replace('c74f20a3', 'c74f20a4'), GO_PUBLIC.slice(0, -4)])(
  '%j is not a public key',
  (text) => {
    expect(readPublicKey(text)).toBeUndefined();
  },
);

test('a signature counts under its own name, below the text, on a line of its own', () => {
  const [one, other] = ['a', 'b'].map((name) =>
    readPrivateKey(privateKeyText(name, new Uint8Array(32).fill(1)))!,
  );
  const verify = readPublicKey(one!.publicKey)!;
  const note = one!.sign('text\n');
  const signature = note.split('\n')[2]!;
  expect(verify(note)).toBe(true);
  expect(verify(other!.sign('text\n'))).toBe(false);
  expect(verify(`text\n\n${signature.replace('— a', '— b')}\n`)).toBe(false);
  expect(verify(`text\n\nx${signature}\n`)).toBe(false);
  expect(verify(`text\n\n${signature} x\n`)).toBe(false);
  // Others may have signed it too.
  expect(verify(`${note}${other!.sign('text\n').split('\n')[2]}\n`)).toBe(true);
  expect([noteText(note), noteText('text\n')]).toEqual(['text\n', 'text\n']);
});

test('a key of another kind is none', () => {
  const kind = (key: string, at: number) => {
    const bytes = Buffer.from(key.slice(key.lastIndexOf('+A') + 1), 'base64');
    bytes[at] = 2;
    return key.slice(0, key.lastIndexOf('+A') + 1) + bytes.toString('base64');
  };
  expect(readPublicKey(kind(GO_PUBLIC, 0))).toBeUndefined();
  expect(readPrivateKey(kind(GO_KEY, 0))).toBeUndefined();
});
