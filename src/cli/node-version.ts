/** The oldest Node.js that can run the program; also in `engines` of package.json, which `npx` ignores. */
export const OLDEST_NODE = '20.19';

/** The message for a Node.js that is too old, printed before loading anything that it lacks. */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `error  incident-press needs Node.js ${OLDEST_NODE} or newer, and this is ${version}\nhint   Install a newer one from https://nodejs.org/.\n`;
}
