import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { readDelivery } from './delivery-permissions.ts';
import { decryptVariables } from './key-permissions.ts';
import { readLogKeys } from './log-key-permissions.ts';
import { readPermissions } from './read-permissions.ts';
import { resourceArnsOf } from './resource-arns.ts';

/** Allows reading the resources of some environments, which Terraform does in order to plan. */
export function planPermissions(environments: readonly Settings[], accountId: string): Statement[] {
  return [
    ...readPermissions(environments.map((environment) => resourceArnsOf(environment, accountId))),
    ...readDelivery(environments),
    ...decryptVariables(environments),
    ...readLogKeys(environments, accountId),
  ];
}
