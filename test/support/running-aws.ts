import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { prepareStack } from '../../scripts/build/prepare-stack.ts';
import {
  type Faults,
  type InvocationRecord,
  type LocalAws,
  type RequestInterceptor,
  startLocalAws,
} from '../../scripts/local-aws/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const nodeModules = path.resolve(import.meta.dirname, '..', '..', 'node_modules');

export interface RunningAws extends LocalAws {
  source: string;
  processed: string;
  /** Returns the client of a caller, by access key: `developer`, or the name of a role. */
  s3: (accessKeyId?: string) => S3Client;
  sqs: SQSClient;
  /** The records of finished events, in that order. */
  records: InvocationRecord[];
  /** The lines of the function's log. */
  lines: string[];
}

/** Starts the local AWS on a free port, with retries that do not wait. Stop it when the test is done. */
export async function runAws(
  options: {
    stackDirectory?: string;
    directory?: string;
    keepEvents?: boolean;
    retryDelaysMs?: readonly number[];
    faults?: Faults;
    intercept?: () => RequestInterceptor;
  } = {},
): Promise<RunningAws> {
  const records: InvocationRecord[] = [];
  const lines: string[] = [];
  const aws = await startLocalAws({
    stackDirectory: options.stackDirectory ?? (await prepareStack()),
    directory: options.directory ?? (await temporaryDirectory()),
    keepEvents: options.keepEvents ?? false,
    nodeModules,
    port: 0,
    onLog: (line) => lines.push(line),
    onDone: (record) => records.push(record),
    retryDelaysMs: options.retryDelaysMs ?? [1, 1],
    // Starting a second process would take longer than what it has to do.
    maxProcesses: 1,
    ...(options.faults && { faults: options.faults }),
    ...(options.intercept && { intercept: options.intercept }),
  });
  const { endpoint, stack } = aws;
  const as = (accessKeyId: string) => ({
    endpoint,
    region: stack.region,
    credentials: { accessKeyId, secretAccessKey: 'any' },
  });
  const { SOURCE_BUCKET = '', PROCESSED_BUCKET = '' } = stack.functions[0]?.environment.variables ?? {};
  return {
    ...aws,
    source: SOURCE_BUCKET,
    processed: PROCESSED_BUCKET,
    s3: (accessKeyId = 'developer') => new S3Client(as(accessKeyId)),
    sqs: new SQSClient(as('developer')),
    records,
    lines,
  };
}
