import { planBytes } from '../../../publish/plan.ts';
import { STAGES } from '../../../publish/serving.ts';
import type { Published } from '../../../host/publish/run.ts';
import { count } from '../../terminal/count.ts';

/** What a publication did, or with `dryRun` would do, for people; `verbose` and `dryRun` list the files. */
export function publishText(
  { plan, notes, requests }: Published,
  { dryRun, verbose }: { readonly dryRun: boolean; readonly verbose: boolean },
  purged: number,
): string {
  const isNothing = plan.uploads.length === 0 && plan.deletes.length === 0;
  const lines = [
    ...(dryRun || verbose ? listing(plan) : []),
    isNothing
      ? `nothing to publish; ${count(plan.unchanged, 'file')} are there already`
      : `${count(plan.uploads.length, 'file')}${dryRun ? ' to be' : ''} published (${bytes(planBytes(plan))}), ` +
        `${plan.unchanged} unchanged, ${plan.deletes.length}${dryRun ? ' to be' : ''} removed`,
    ...(isNothing ? [] : [`${count(purged, 'address', 'addresses')} to purge from a CDN`]),
    ...(requests && verbose
      ? [
          `requests: ${Object.entries(requests)
            .map(([method, number]) => `${number} ${method}`)
            .join(', ')}`,
        ]
      : []),
    ...notes,
  ];
  return `${lines.join('\n')}\n`;
}

function listing({ uploads, deletes }: Published['plan']): string[] {
  return [
    ...STAGES.flatMap((stage) => {
      const files = uploads.filter((upload) => upload.stage === stage);
      return files.length === 0
        ? []
        : [`${stage}:`, ...files.map(({ path, size }) => `  + ${path} (${bytes(size)})`)];
    }),
    ...(deletes.length === 0 ? [] : ['removed:', ...deletes.map((path) => `  - ${path}`)]),
  ];
}

/** A size in the unit people would choose, with binary prefixes (IEC 80000-13). */
function bytes(size: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
