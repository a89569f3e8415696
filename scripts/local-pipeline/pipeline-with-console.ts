import path from 'node:path';
import { openConsole } from '../console/console.ts';
import { type LocalPipeline, type LocalPipelineOptions, startLocalPipeline } from './local-pipeline.ts';

/**
 * Starts the pipeline with its console.
 *
 * @param options.directory keeps the events of the console as well
 * @param options.version that the console tells
 */
export async function startPipelineWithConsole({
  version,
  onOutcome,
  onLine,
  ...options
}: Omit<LocalPipelineOptions, 'onChange' | 'onProgress' | 'intercept'> & { version: string }): Promise<LocalPipeline> {
  const page = await openConsole({ directory: path.join(options.directory, 'console'), version });
  const pipeline = await startLocalPipeline({
    ...options,
    onChange: page.onChange,
    onProgress: page.onProgress,
    onOutcome(outcome, requestId) {
      page.onOutcome(outcome, requestId);
      onOutcome(outcome, requestId);
    },
    onLine(line, isOutcome) {
      page.onLine(line);
      onLine(line, isOutcome);
    },
    intercept: page.attach,
  });
  return {
    ...pipeline,
    async stop() {
      await pipeline.stop();
      await page.close();
    },
  };
}
