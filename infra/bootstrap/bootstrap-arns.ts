import { partitionOf } from '../partition-of.ts';
import { alarmKeyAlias, bootstrapPath } from './names.ts';
import type { Account } from './parse-accounts.ts';

/** The ARNs of what the bootstrap stack of an account makes for one of its environments. */
export interface BootstrapArns {
  planRole: string;
  deployRole: string;
  permissionsBoundary: string;
  /** The alias of the key. */
  alarmKey: string;
}

/** Returns ARNs that follow from the names, so that nobody has to copy them from the bootstrap's outputs. */
export function bootstrapArns(
  account: Pick<Account, 'id' | 'project' | 'region' | 'organization'>,
  environment: { name: string; region: string },
): BootstrapArns {
  const { id, project, region, organization } = account;
  const partition = partitionOf(region);
  const prefix = `arn:${partition}:iam::${id}`;
  const path = bootstrapPath(organization);
  const rolePrefix = `${prefix}:role${path}${organization?.rolePrefix ?? ''}${project}`;
  return {
    planRole: `${rolePrefix}-plan`,
    deployRole: `${rolePrefix}-${environment.name}-deploy`,
    permissionsBoundary: organization?.permissionsBoundary ?? createdBoundary(account, environment),
    alarmKey: `arn:${partition}:kms:${environment.region}:${id}:${alarmKeyAlias({ project })}`,
  };
}

/** Returns the ARN of the boundary that the bootstrap stack creates for an environment which names no other. */
export function createdBoundary(
  { id, project, region, organization }: Pick<Account, 'id' | 'project' | 'region' | 'organization'>,
  { name }: { name: string },
): string {
  return `arn:${partitionOf(region)}:iam::${id}:policy${bootstrapPath(organization)}${project}-${name}-boundary`;
}
