/** So many items wait for each that is being worked on; of hundreds of thousands, all would take memory. */
const QUEUED = 8;

/**
 * Runs the work for each item, `jobs` at a time, in order. After the first failure no more are started; it is
 * thrown once the running ones have ended.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  jobs: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const { default: pLimit } = await import('p-limit');
  const limit = pLimit(jobs);
  const failures: unknown[] = [];
  const guarded = async (item: T) => {
    if (failures.length > 0) return;
    await work(item).catch((error: unknown) => failures.push(error));
  };
  const queue: Promise<void>[] = [];
  for (const item of items) {
    if (queue.push(limit(guarded, item)) > jobs * QUEUED) await queue.shift();
  }
  await Promise.all(queue);
  if (failures.length > 0) throw failures[0];
}
