import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptFor } from './decrypt-for.ts';
import { invokeFunction } from './invoke-function.ts';
import { operatorArns } from './operator-arns.ts';

/**
 * Allows what `backfill` does. With `batchBackfill`, that includes jobs of S3 Batch Operations. A HEAD needs `s3:GetObject`, which also
 * allows reading thumbnails.
 */
export function backfillPermissions(settings: Settings, account: string): Statement[] {
  const arns = operatorArns(settings, account);
  const { source, processed } = arns;
  return [
    ...invokeFunction(settings, arns),
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
      wildcardReason:
        'A job has no ARN before it is created. It has only the permissions of the role that is passed to it.',
    },
    // A person who can start a job must be able to cancel it, too. IAM cannot tell whose a job is: its ID is random, and the
    // conditions are about its operation and priority alone.
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
