/* From a saved file to the served bytes: starts a server, saves, and asks until the new words come. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Longest wait for a server to start, and for a change to be served (milliseconds). */
const PATIENCE = { start: 900_000, save: 60_000 };

/** Gives the milliseconds of each save. `page` is the path of the page that shows the file. */
export async function watch({ command, args, folder, url, file, page, saves }) {
  const child = spawn(command, args, { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const text = readFileSync(file, 'utf8');
  try {
    await until(url + page, '<html', PATIENCE.start);
    await pause(3_000);
    const times = [];
    for (let save = 0; save < saves; save += 1) {
      const words = `Saved ${save} times at ${Math.round(performance.now())}`;
      const start = performance.now();
      writeFileSync(file, `${text}\n${words}.\n`);
      await until(url + page, words, PATIENCE.save);
      times.push(performance.now() - start);
      await pause(1_000);
    }
    return times;
  } finally {
    writeFileSync(file, text);
    child.kill('SIGINT');
    await ended;
  }
}

async function until(address, words, patience) {
  const start = performance.now();
  for (;;) {
    const body = await fetch(address).then(
      (answer) => answer.text(),
      () => '',
    );
    if (body.includes(words)) return;
    if (performance.now() - start > patience) throw new Error(`${address} never said “${words}”`);
    await pause(2);
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
