import path from 'node:path';
import { growHeap } from '../../functions/thumbnail/grow-heap.ts';
import { prepareStack } from '../build/prepare-stack.ts';
import { root } from '../cli/project-root.ts';
import { type LocalAws, type LocalAwsOptions, type RequestInterceptor, startLocalAws } from '../local-aws/index.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { outcomeCollector } from './outcome-collector.ts';

const nodeModules = path.join(root, 'node_modules');

/** The pipeline of the first environment, on the local AWS. */
export interface LocalPipeline extends LocalAws {
  sourceBucket: string;
  processedBucket: string;
}

export type LocalPipelineOptions = Pick<
  LocalAwsOptions,
  'directory' | 'keepEvents' | 'port' | 'onChange' | 'onProgress' | 'inspectPort' | 'retryDelaysMs'
> & {
  /** Called with the outcome of each object when it is final. */
  onOutcome: (outcome: LocalOutcome, requestId: string) => void;
  /** Called with every line that the function logs, and whether it reports an outcome. */
  onLine: (line: string, isOutcome: boolean) => void;
  /** Returns what is offered each request first. */
  intercept?: (pipeline: LocalPipeline) => RequestInterceptor;
};

/** Builds and synthesizes what is not current, and starts it. */
export async function startLocalPipeline(options: LocalPipelineOptions): Promise<LocalPipeline> {
  const { onOutcome, onLine, intercept = () => () => false, ...rest } = options;
  // The bodies of all photos go through this process.
  growHeap();
  const outcomes = outcomeCollector();
  const aws = await startLocalAws({
    ...rest,
    stackDirectory: await prepareStack(),
    nodeModules,
    onLog: (line) => onLine(line, outcomes.read(line)),
    onDone: (record) => {
      for (const outcome of outcomes.of(record)) onOutcome(outcome, record.requestContext.requestId);
    },
    intercept: (it) => intercept(pipelineOf(it)),
  });
  // Otherwise the first photos would wait for a process to start.
  for (const { prepare } of aws.functions.values()) void prepare(2).catch(() => undefined);
  return pipelineOf(aws);
}

/** @throws {Error} when the function has no buckets */
function pipelineOf(aws: LocalAws): LocalPipeline {
  const [{ SOURCE_BUCKET, PROCESSED_BUCKET } = {}] = aws.stack.functions.map((it) => it.environment.variables);
  if (SOURCE_BUCKET && PROCESSED_BUCKET)
    return { ...aws, sourceBucket: SOURCE_BUCKET, processedBucket: PROCESSED_BUCKET };
  throw new Error(
    'The function has no SOURCE_BUCKET or PROCESSED_BUCKET in its environment: see infra/function-environment.ts.',
  );
}
