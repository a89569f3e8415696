import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import { countOf } from '../../cli/count-of.ts';
import type { Repaired } from './repair.ts';
import type { Finding, Verified } from './verify.ts';

/**
 * Returns what a comparison of the buckets found, and what became of it.
 *
 * @param minAge in seconds
 */
export function describeVerified({ sources, newer, findings }: Verified, minAge: number, repaired?: Repaired): string {
  const count = (problem: Finding['problem']) => findings.filter((finding) => finding.problem === problem).length;
  const lines = [
    ...findings.map(({ problem, key }) => `${problem.padEnd(8)}  ${escapeControlCharacters(key)}`),
    `${countOf(sources, 'original')}: ${count('missing')} missing, ${count('outdated')} outdated, ${countOf(count('orphan'), 'orphan')}`,
    ...(newer > 0
      ? [
          `${countOf(newer, 'newer one was', 'newer ones were')} left out, of the last ${countOf(minAge, 'second')}; --min-age 0 includes them`,
        ]
      : []),
  ];
  if (repaired) lines.push(...describeRepaired(repaired));
  else if (findings.length > 0) lines.push('Add --repair to repair them.');
  return `${lines.join('\n')}\n`;
}

function describeRepaired({ outcomes, removed }: Repaired): string[] {
  const counts = [...new Set(outcomes.map(({ result }) => result))].map(
    (result) => `${outcomes.filter((outcome) => outcome.result === result).length} ${result}`,
  );
  const problems = outcomes.filter(({ result }) => result === 'failed' || result === 'rejected');
  return [
    `repaired: ${[...counts, `${countOf(removed, 'orphan')} removed`].join(', ')}`,
    ...problems.map(({ result, key, code, reason }) =>
      escapeControlCharacters(`${result}  ${key}: ${code}: ${reason}`),
    ),
  ];
}
