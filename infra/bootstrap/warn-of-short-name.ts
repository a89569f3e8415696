import { Annotations, type Construct } from '../terraform.ts';
import type { Account } from './parse-accounts.ts';

/** Warns of a repository without numbers in its name. If the name is wrong, AWS rejects the first deployment, and no earlier step fails. */
export function warnOfShortName(stack: Construct, { repository }: Pick<Account, 'repository'>): void {
  if (repository === undefined || repository.includes('@')) return;
  Annotations.of(stack).addWarning(
    `The repository "${repository}" has no numbers in its name. That is right only if it was created before 15 July 2026, and not renamed or transferred since: docs/deploying.md, step 2, has the command that prints its name.`,
  );
}
