import { expect, test } from 'vitest';
import type { Harm } from '../../model/harm.ts';
import type { Instant } from '../../model/instant.ts';
import type { WorkPhase } from '../../model/standing.ts';
import { gravestFirst } from './gravest-first.ts';

function row(name: string, harm: Harm, time: string, phase?: WorkPhase) {
  return { name, harm, phase, latest: { at: `2026-03-04T${time}:00Z` as Instant } };
}

test('open reports come by harm, then by newest entry; what is only planned comes last', () => {
  const reports = [
    row('plan', 'maintenance', '15:00', 'planned'),
    row('notice', 'other', '14:00'),
    row('work', 'maintenance', '09:00', 'overdue'),
    row('old minor', 'minor', '10:00'),
    row('minor', 'minor', '13:00'),
    row('critical', 'critical', '08:00'),
    row('major', 'major', '07:00'),
  ];
  expect(reports.toSorted(gravestFirst).map(({ name }) => name)).toEqual([
    'critical',
    'major',
    'minor',
    'old minor',
    'work',
    'notice',
    'plan',
  ]);
});
