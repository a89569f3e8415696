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
  ({ region, account, ...settings }) => {
    const permissionsBoundary = boundaryOf(settings);
    const setting = settings.organization?.permissionsBoundary ? 'organization' : 'permissionsBoundary';
    const partition = `arn:${partitionOf(region)}:`;
    if (permissionsBoundary === undefined) return [];
    if (!permissionsBoundary.startsWith(partition)) {
      const expected = `an ARN that begins with "${partition}" as in the rest of ${region}`;
      return [{ setting, expected }];
    }
    if (account === undefined || permissionsBoundary.startsWith(`${partition}iam::${account}:`)) return [];
    const expected = `a policy of the account ${account}: a role cannot have the boundary of another account`;
    return [{ setting, expected }];
  },
);

export const readersAreInPartition = rule(['region', 'readers'], ({ region, readers }) => {
  const partition = `arn:${partitionOf(region)}:`;
  if (
    Object.values(readers)
      .flat()
      .every((arn) => arn.startsWith(partition))
  )
    return [];
  return [{ setting: 'readers', expected: `ARNs that begin with "${partition}" as in the rest of ${region}` }];
});
