import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptVariables } from '../key-permissions.ts';
import { decryptFor } from './decrypt-for.ts';
import { operatorArns } from './operator-arns.ts';

/** Allows what `backfill` does; with `batchBackfill`, by both engines. A HEAD takes `s3:GetObject`, so that it shows thumbnails. */
export function backfillPermissions(settings: Settings, account: string): Statement[] {
  const arns = operatorArns(settings, account);
  const { functionArn, source, processed } = arns;
  return [
    {
      sid: 'InvokeFunction',
      actions: ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
      resources: [functionArn],
    },
    ...decryptVariables([settings]),
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [source, processed] },
    { sid: 'ReadThumbnails', actions: ['s3:GetObject'], resources: [`${processed}/*`] },
    ...decryptFor(settings, ['processedBucket'], 'DecryptThumbnails'),
    ...(settings.batchBackfill ? runJobs(arns) : []),
  ];
}

function runJobs({ jobs, backfillRole }: ReturnType<typeof operatorArns>): Statement[] {
  return [
    {
      sid: 'CreateJobs',
      actions: ['s3:CreateJob'],
      resources: ['*'],
      wildcardReason: 'A job has no ARN before it is created. It can do only what the role that is passed to it may.',
    },
    // A person who can start a job must be able to cancel it, too.
    { sid: 'FollowJobs', actions: ['s3:DescribeJob', 's3:UpdateJobStatus'], resources: [jobs] },
    {
      sid: 'PassRoleToJobs',
      actions: ['iam:PassRole'],
      resources: [backfillRole],
      condition: [
        { test: 'StringEquals', variable: 'iam:PassedToService', values: ['batchoperations.s3.amazonaws.com'] },
      ],
    },
  ];
}
