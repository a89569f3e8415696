import { randomUUID } from 'node:crypto';
import type { CreateJobCommandInput, JobDescriptor, KeyNameConstraint } from '@aws-sdk/client-s3-control';
import { onlyIfStaleArgument } from '../../../functions/thumbnail/batch-invocation.ts';
import { backfillReportsPrefix } from '../../../functions/thumbnail/contract/backfill-reports-prefix.ts';
import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import type { Names } from '../../../infra/names.ts';
import type { DeployedFunction } from '../deployed-function.ts';
import type { Selection } from './survey.ts';

export interface BatchBackfill {
  deployed: Pick<DeployedFunction, 'arn' | 'settings'>;
  /** The ARN of the role that S3 works in. */
  roleArn: string;
  prefix: string;
  selection: Selection;
}

/** Returns the account of a function: it is in its ARN. */
export function accountOf({ arn }: Pick<DeployedFunction, 'arn'>): string {
  return arn.split(':')[4] ?? '';
}

/** Returns the ARN of the role that `batchBackfill` creates. */
export function backfillRoleArn(deployed: Pick<DeployedFunction, 'arn'>, names: Names): string {
  const partition = deployed.arn.split(':')[1];
  return `arn:${partition}:iam::${accountOf(deployed)}:role${names.rolePath}${names.backfillRole}`;
}

/**
 * Returns the job that lets S3 Batch Operations list the source bucket, and invoke the function for each selected object. Its report
 * names the objects that were rejected or failed.
 *
 * @throws {Error} when S3 cannot select what the key filters do
 */
export function batchJob({ deployed, roleArn, prefix, selection }: BatchBackfill): CreateJobCommandInput {
  const { arn, settings } = deployed;
  const partition = arn.split(':')[1];
  const { since } = selection;
  const keys = keyConstraint(prefix, selection);
  return {
    AccountId: accountOf(deployed),
    ClientRequestToken: randomUUID(),
    ConfirmationRequired: false,
    Description: `Backfill of s3://${settings.sourceBucket}/${prefix}`.slice(0, 256),
    // Relative to all jobs of the account, from 0.
    Priority: 10,
    RoleArn: roleArn,
    Operation: {
      LambdaInvoke: { FunctionArn: arn, InvocationSchemaVersion: '2.0', UserArguments: onlyIfStaleArgument },
    },
    Report: {
      Enabled: true,
      Bucket: `arn:${partition}:s3:::${settings.processedBucket}`,
      Prefix: backfillReportsPrefix,
      Format: 'Report_CSV_20180820',
      ReportScope: 'FailedTasksOnly',
    },
    ManifestGenerator: {
      S3JobManifestGenerator: {
        SourceBucket: `arn:${partition}:s3:::${settings.sourceBucket}`,
        EnableManifestOutput: false,
        Filter: { ...(keys && { KeyNameConstraint: keys }), ...(since && { CreatedAfter: since }) },
      },
    },
  };
}

/** S3 combines lists of prefixes and of suffixes, while each key filter is one pair. */
function keyConstraint(prefix: string, { keyFilters }: Selection): KeyNameConstraint | undefined {
  const within = keyFilters.flatMap((filter) => {
    if (filter.prefix.startsWith(prefix)) return [filter];
    return prefix.startsWith(filter.prefix) ? [{ ...filter, prefix }] : [];
  });
  if (within.length === 0) throw new Error(`keyFilters leave out every key that begins with ${prefix}.`);
  const prefixes = [...new Set(within.map((filter) => filter.prefix))];
  const suffixes = [...new Set(within.map((filter) => filter.suffix))];
  if (prefixes.length * suffixes.length > within.length) {
    const advice = 'Give a --prefix under which one suffix holds, or use --engine invoke.';
    throw new Error(
      `S3 Batch Operations cannot select keys as keyFilters do, which pair prefixes and suffixes. ${advice}`,
    );
  }
  const isEverything = (parts: readonly string[]) => parts.includes('');
  if (isEverything(prefixes) && isEverything(suffixes)) return undefined;
  return {
    ...(!isEverything(prefixes) && { MatchAnyPrefix: prefixes }),
    ...(!isEverything(suffixes) && { MatchAnySuffix: suffixes }),
  };
}

/** Returns the state of a job in words. */
export function describeJob({ JobId, Status, ProgressSummary, FailureReasons = [], Report }: JobDescriptor): string {
  const { TotalNumberOfTasks: total = 0, NumberOfTasksSucceeded: succeeded = 0 } = ProgressSummary ?? {};
  const { NumberOfTasksFailed: failed = 0 } = ProgressSummary ?? {};
  const bucket = Report?.Bucket?.split(':::')[1];
  const lines = [
    `${JobId}: ${Status}, ${succeeded + failed} of ${total} done, ${failed} rejected or failed`,
    ...FailureReasons.map(({ FailureCode, FailureReason }) => `  ${FailureCode}: ${FailureReason}`),
    ...(failed > 0 ? [`Which ones, and why: s3://${bucket}/${Report?.Prefix}/job-${JobId}/`] : []),
  ];
  return `${lines.map(escapeControlCharacters).join('\n')}\n`;
}
