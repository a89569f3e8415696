import { bootstrapArns } from './bootstrap/bootstrap-arns.ts';
import type { Configuration } from './load-configuration.ts';

/** An environment that GitHub Actions deploys, with all that a workflow has to know about it. */
export interface Deployment {
  name: string;
  region: string;
  /** ARN of the role that only reads. */
  planRole: string;
  /** ARN of the role that deploys. */
  deployRole: string;
}

/** Returns the environments that an account holds, in the order in which they are deployed. */
export function deploymentsOf({ environments, accounts }: Configuration): Deployment[] {
  return environments.flatMap(({ name, region }) => {
    const account = accounts.find((each) => each.environments.some((held) => held.name === name));
    if (!account) return [];
    const { planRole, deployRole } = bootstrapArns(account, { name, region });
    return [{ name, region, planRole, deployRole }];
  });
}
