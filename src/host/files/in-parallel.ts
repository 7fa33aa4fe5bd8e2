import pLimit from 'p-limit';

/**
 * Runs the work for each item, `jobs` at a time, in order. After the first failure no more are started; it is
 * thrown once the running ones have ended.
 */
export async function inParallel<T>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(jobs);
  const failures: unknown[] = [];
  const guarded = async (item: T) => {
    if (failures.length > 0) return;
    await work(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(items.map((item) => limit(guarded, item)));
  if (failures.length > 0) throw failures[0];
}
