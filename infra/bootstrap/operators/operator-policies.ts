import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { auditPermissions } from './audit-permissions.ts';
import { backfillPermissions } from './backfill-permissions.ts';
import { erasePermissions } from './erase-permissions.ts';
import { onCallPermissions } from './on-call-permissions.ts';
import { repairPermissions } from './repair-permissions.ts';

export interface OperatorPolicy {
  /** The end of its name. */
  id: string;
  description: string;
  statements: Statement[];
}

/** Returns the policies for people who work with an environment: one for each kind of work. */
export function operatorPolicies(environment: Settings, accountId: string): OperatorPolicy[] {
  const { name } = environment;
  const policies: [id: string, allows: string, permissions: typeof auditPermissions][] = [
    ['on-call', `the person on call to pause and resume ${name}, and to handle its dead letters`, onCallPermissions],
    ['audit', `looking up and comparing the images of ${name}`, auditPermissions],
    ['backfill', `making missing and outdated thumbnails of ${name}`, backfillPermissions],
    ['repair', `comparing the buckets of ${name}, and making them agree`, repairPermissions],
    ['erase', `erasing all images of a person from ${name}`, erasePermissions],
  ];
  return policies.map(([id, allows, permissions]) => ({
    id,
    description: `Allows ${allows}.`,
    statements: permissions(environment, accountId),
  }));
}
