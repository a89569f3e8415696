import type { OrganizationSettings } from '../settings/organization.ts';

/** The key of the bootstrap stack's own state, unless its account names another one. */
export const bootstrapStateKey = 'bootstrap.tfstate';

/** Returns the IAM path of everything that the bootstrap stack creates. No role of an environment can have it. */
export function bootstrapPath(organization: OrganizationSettings | undefined): string {
  return `${organization?.rolePath ?? '/'}bootstrap/`;
}

/** Returns the alias of the KMS key that encrypts the alarms of a project, in each region of its environments. */
export function alarmKeyAlias({ project }: { project: string }): string {
  return `alias/${project}-alarms`;
}

/** Returns the name of an account's state bucket. It contains account and region, because bucket names are unique world-wide. */
export function stateBucketName({ project, region }: { project: string; region: string }, account: string): string {
  return `tfstate-${project}-${account}-${region}`;
}
