import path from 'node:path';
import { prepareStack } from '../build/prepare-stack.ts';
import { root } from '../cli/project-root.ts';
import { type LocalAws, startLocalAws } from '../local-aws/index.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { outcomeCollector } from './outcome-collector.ts';

const nodeModules = path.join(root, 'node_modules');

/** The pipeline of the first environment, on the local AWS. */
export interface LocalPipeline extends LocalAws {
  sourceBucket: string;
  processedBucket: string;
}

/**
 * Builds and synthesizes what is not current, and starts it.
 *
 * @param onOutcome is called with the outcome of each object when it is final
 * @param onLine is called with every other line that the function logs
 */
export async function startLocalPipeline(options: {
  directory: string;
  keepEvents: boolean;
  port: number;
  onOutcome: (outcome: LocalOutcome) => void;
  onLine: (line: string) => void;
}): Promise<LocalPipeline> {
  const { onOutcome, onLine, ...rest } = options;
  const outcomes = outcomeCollector();
  const aws = await startLocalAws({
    ...rest,
    stackDirectory: await prepareStack(),
    nodeModules,
    onLog: (line) => {
      if (!outcomes.read(line)) onLine(line);
    },
    onDone: (record) => {
      for (const outcome of outcomes.of(record)) onOutcome(outcome);
    },
  });
  // Otherwise the first photos would wait for a process to start.
  for (const { prepare } of aws.functions.values()) void prepare(2).catch(() => undefined);
  const [{ SOURCE_BUCKET, PROCESSED_BUCKET } = {}] = aws.stack.functions.map((it) => it.environment.variables);
  if (!SOURCE_BUCKET || !PROCESSED_BUCKET) {
    await aws.stop();
    throw new Error(
      'The function has no SOURCE_BUCKET or PROCESSED_BUCKET in its environment: see infra/function-environment.ts.',
    );
  }
  return { ...aws, sourceBucket: SOURCE_BUCKET, processedBucket: PROCESSED_BUCKET };
}
