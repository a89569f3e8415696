import { markdown } from './markdown.ts';
import type { Plan } from './plan.ts';
import type { Danger } from './rules/dangers.ts';

/** Returns a danger for each check of the configuration that fails: Terraform itself only warns of a failed `check` block. */
export function failedChecks({ checks }: Plan): Danger[] {
  return checks
    .filter(({ status }) => status === 'fail' || status === 'error')
    .map(({ address, instances }) => {
      const problems = instances.flatMap((it) => it.problems.map(({ message }) => message));
      const message = problems.length === 0 ? markdown`fails.` : markdown`fails: ${problems.join(' ')}.`;
      return { address: address.to_display, message };
    });
}
