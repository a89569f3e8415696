import { partitionOf } from '../partition-of.ts';
import { alarmKeyAlias, iamPath } from './names.ts';
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
  { id, project, region }: Pick<Account, 'id' | 'project' | 'region'>,
  environment: { name: string; region: string },
): BootstrapArns {
  const partition = partitionOf(region);
  const prefix = `arn:${partition}:iam::${id}`;
  return {
    planRole: `${prefix}:role${iamPath}${project}-plan`,
    deployRole: `${prefix}:role${iamPath}${project}-${environment.name}-deploy`,
    permissionsBoundary: `${prefix}:policy${iamPath}${project}-${environment.name}-boundary`,
    alarmKey: `arn:${partition}:kms:${environment.region}:${id}:${alarmKeyAlias({ project })}`,
  };
}
