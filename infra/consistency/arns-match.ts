import { boundaryOf } from '../boundary-of.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import { type Problem, rule } from './rule.ts';

export const keysAreInRegion = [
  rule(['region', 'encryption'], ({ region, encryption }) => keyProblems('encryption', [encryption], region, 'S3')),
  rule(['region', 'formerKeys'], ({ region, formerKeys }) => keyProblems('formerKeys', formerKeys, region, 'S3')),
  rule(['region', 'sourceBucket'], ({ region, sourceBucket }) =>
    typeof sourceBucket === 'object' ? keyProblems('sourceBucket', [sourceBucket.encryption], region, 'S3') : [],
  ),
  rule(['region', 'processedBucket'], ({ region, processedBucket }) =>
    typeof processedBucket === 'object'
      ? keyProblems('processedBucket', [processedBucket.encryption], region, 'S3')
      : [],
  ),
  rule(['region', 'alarms'], ({ region, alarms }) => keyProblems('alarms', [alarms.key], region, 'SNS')),
  rule(['remoteState'], ({ remoteState }) =>
    remoteState ? keyProblems('remoteState', [remoteState.encryption], remoteState.region, 'S3') : [],
  ),
];

function keyProblems(
  setting: keyof Settings,
  keys: readonly (string | undefined)[],
  region: string,
  service: string,
): Problem[] {
  const prefix = `arn:${partitionOf(region)}:kms:${region}:`;
  if (keys.every((key = 'SSE-S3') => key === 'SSE-S3' || key.startsWith(prefix))) return [];
  const because = `${service} can only use keys of its own region; create one in ${region} and set its ARN`;
  return [{ setting, expected: `a key whose ARN begins with "${prefix}": ${because}` }];
}

export const boundaryIsInAccount = rule(
  ['region', 'account', 'permissionsBoundary', 'organization'],
  ({ region, account, ...settings }) =>
    accountProblems({
      setting: settings.organization?.permissionsBoundary ? 'organization' : 'permissionsBoundary',
      arn: boundaryOf(settings),
      region,
      account,
      expected: (own) => `a policy of the account ${own}: a role cannot have the boundary of another account`,
    }),
);

export const deployRoleIsInAccount = rule(
  ['region', 'account', 'deployRoleArn'],
  ({ region, account, deployRoleArn }) =>
    accountProblems({
      setting: 'deployRoleArn',
      arn: deployRoleArn,
      region,
      account,
      expected: (own) => `a role of the account ${own}: Terraform deploys to the account of the role that it assumes`,
    }),
);

function accountProblems({
  setting,
  arn,
  region,
  account,
  expected,
}: {
  setting: keyof Settings;
  arn: string | undefined;
  region: string;
  account: string | undefined;
  expected: (account: string) => string;
}): Problem[] {
  if (arn === undefined) return [];
  const partition = partitionPrefix(region);
  if (!arn.startsWith(partition)) return [otherPartition(setting, 'an ARN that begins', region)];
  if (account === undefined || arn.startsWith(`${partition}iam::${account}:`)) return [];
  return [{ setting, expected: expected(account) }];
}

export const arnsAreInPartition = [
  rule(['region', 'readers'], ({ region, readers }) =>
    Object.values(readers)
      .flat()
      .every((arn) => arn.startsWith(partitionPrefix(region)))
      ? []
      : [otherPartition('readers', 'ARNs that begin', region)],
  ),
  rule(['remoteState'], ({ remoteState: { roleArn, region } = { roleArn: undefined, region: '' } }) =>
    roleArn === undefined || roleArn.startsWith(partitionPrefix(region))
      ? []
      : [otherPartition('remoteState', 'a role whose ARN begins', region)],
  ),
];

function partitionPrefix(region: string): string {
  return `arn:${partitionOf(region)}:`;
}

function otherPartition(setting: keyof Settings, subject: string, region: string): Problem {
  return { setting, expected: `${subject} with "${partitionPrefix(region)}" as in the rest of ${region}` };
}
