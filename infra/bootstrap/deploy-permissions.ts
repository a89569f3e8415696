import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { objectsOf } from './boundary-permissions.ts';
import { writeDelivery } from './delivery-permissions.ts';
import { encryptVariables } from './key-permissions.ts';
import { writeLogKey } from './log-key-permissions.ts';
import { readPackage } from './package-permissions.ts';
import type { ResourceArns } from './resource-arns.ts';
import { rolePermissions } from './role-permissions.ts';
import { type State, writeState } from './state-permissions.ts';
import { writePermissions } from './write-permissions.ts';

/**
 * Allows changing the resources of an environment, but not touching its images.
 *
 * @param boundary the ARN of the boundary that each of its roles must have
 */
export function deployPermissions(
  environment: Settings,
  { arns, accountId, boundary, state }: { arns: ResourceArns; accountId: string; boundary: string; state: State },
): Statement[] {
  return [
    ...writePermissions(arns),
    ...writeDelivery(environment, accountId),
    ...encryptVariables(environment),
    ...writeLogKey(environment, accountId),
    ...readPackage(environment),
    ...rolePermissions(arns, boundary),
    // `npm run smoke -- --invoke` tries what was deployed, since this role may not touch images itself.
    { sid: 'InvokeProbe', actions: ['lambda:InvokeFunction'], resources: arns.probes },
    ...writeState(state),
    {
      // This role can write a bucket's policy, and could otherwise allow itself to read the images there.
      sid: 'DenyImages',
      effect: 'Deny',
      actions: ['s3:DeleteObject*', 's3:GetObject*', 's3:PutObject*'],
      resources: objectsOf([...arns.buckets, ...arns.existingBuckets]),
    },
  ];
}
