import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { untilAborted } from '../cli/until-aborted.ts';
import { openHttpEndpoint, PortInUseError } from '../local-aws/index.ts';
import { listInputs } from './list-inputs.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { type LocalPipeline, startLocalPipeline } from './local-pipeline.ts';
import { lockDirectory } from './lock-directory.ts';
import { outcomeLine } from './outcome-line.ts';
import { upload } from './upload.ts';

const samples = path.join(root, 'samples');

export interface ServeArguments {
  /** On 127.0.0.1. */
  port: number;
  /** Whether the data of earlier runs is removed first. */
  reset: boolean;
}

/**
 * Runs the pipeline until it is interrupted, and returns the exit code.
 *
 * @param directory where its data is kept
 * @throws {Error} when another process uses the directory or the port
 */
export async function serve({ port, reset }: ServeArguments, directory: string, signal: AbortSignal): Promise<number> {
  const release = await lockDirectory(directory);
  try {
    await requireFreePort(port);
    const state = path.join(directory, 'state');
    if (reset) await rm(state, { recursive: true, force: true });
    const isFirstRun = !existsSync(state);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const onOutcome = (outcome: LocalOutcome) => print(outcomeLine(outcome, process.stdout.isTTY));

    const pipeline = await startLocalPipeline({ directory: state, keepEvents: true, port, onOutcome, onLine: print });
    try {
      print(greeting(pipeline));
      if (isFirstRun) {
        const { files } = await listInputs([samples]);
        await upload(pipeline.objects, pipeline.sourceBucket, files, onOutcome);
      }
      await untilAborted(signal);
      print('\nStopping: finishing current work; pending events are saved for the next start.');
    } finally {
      await pipeline.stop();
    }
    return 0;
  } finally {
    await release();
  }
}

/** Reports a port in use at once, instead of after a build. */
async function requireFreePort(port: number): Promise<void> {
  try {
    await (await openHttpEndpoint(port)).close();
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    throw new Error(`${error.message} Choose another one with --port N.`, { cause: error });
  }
}

function greeting({ endpoint, deliveries, sourceBucket, processedBucket, stack }: LocalPipeline): string {
  const aws = `AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=any aws --region ${stack.region} --endpoint-url ${endpoint}`;
  return `
The pipeline runs at ${endpoint}, until Ctrl-C. Upload a photo, and see its thumbnail:

  ${aws} s3 cp PHOTO.jpg s3://${sourceBucket}/
  ${aws} s3 ls --recursive s3://${processedBucket}/
${deliveries.map(deliveryLine).join('')}`;
}

function deliveryLine({ url, keyIds }: LocalPipeline['deliveries'][number]): string {
  const signers = keyIds.length === 0 ? '' : `, to requests that are signed with the key ${keyIds.join(' or ')}`;
  return `\nCloudFront serves thumbnails at ${url}${signers}.\n`;
}
