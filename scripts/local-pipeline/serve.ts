import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { configurationFile } from '../build/configuration-file.ts';
import { prepareStack } from '../build/prepare-stack.ts';
import { lockDirectory } from '../cli/lock-directory.ts';
import { root } from '../cli/project-root.ts';
import { untilAborted } from '../cli/until-aborted.ts';
import { openHttpEndpoint, PortInUseError } from '../local-aws/index.ts';
import { greeting, keysHelp } from './greeting.ts';
import { listInputs } from './list-inputs.ts';
import type { LocalOutcome } from './local-outcome.ts';
import type { LocalPipeline } from './local-pipeline.ts';
import { openInBrowser } from './open-in-browser.ts';
import { outcomeLine } from './outcome-line.ts';
import { startPipelineWithConsole } from './pipeline-with-console.ts';
import { portInUseMessage } from './port-in-use-message.ts';
import { redeployOnEdit } from './redeploy-on-edit.ts';
import { listenForKeys } from './terminal-keys.ts';
import { upload } from './upload.ts';

const samples = path.join(root, 'samples');
const watched = ['functions', 'infra'].map((directory) => path.join(root, directory));

export interface ServeArguments {
  /** On 127.0.0.1. */
  port: number;
  /** Whether the data of earlier runs is removed first. */
  reset: boolean;
  /** Whether outcomes are printed for programs, and everything else on standard error. */
  json: boolean;
  /** The port for a debugger of the function. */
  inspect: number | undefined;
}

/**
 * Runs the pipeline until it is interrupted, and returns the exit code.
 *
 * @param directory where its data is kept
 * @throws {Error} when another process uses the directory or the port
 */
export async function serve(args: ServeArguments, directory: string, signal: AbortSignal): Promise<number> {
  const release = await lockDirectory(directory);
  try {
    await requireFreePort(args.port);
    const state = path.join(directory, 'state');
    if (args.reset) await rm(state, { recursive: true, force: true });
    await run(args, state, signal);
    return 0;
  } finally {
    await release();
  }
}

async function run({ port, json, inspect }: ServeArguments, state: string, signal: AbortSignal): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const isFirstRun = !existsSync(state);
  const print = (line: string) => void (json ? stderr : stdout).write(`${line}\n`);
  const printOutcome = (outcome: LocalOutcome) =>
    void stdout.write(`${json ? JSON.stringify(outcome) : outcomeLine(outcome, stdout.isTTY)}\n`);
  const { version } = Package.parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  const pipeline = await startPipelineWithConsole({
    version,
    directory: state,
    keepEvents: true,
    port,
    ...(inspect !== undefined && { inspectPort: inspect }),
    onOutcome: printOutcome,
    onLine(line, isOutcome) {
      if (!isOutcome) print(line);
    },
  });
  const stopWatching = redeployOnEdit({
    directories: watched,
    file: configurationFile(),
    prepare: () => prepareStack(),
    redeploy: pipeline.redeploy,
    stackDirectory: pipeline.stack.directory,
    print,
  });
  const hasKeys = stdin.isTTY && stdout.isTTY;
  const stopListening = hasKeys ? listenForKeys(stdin, keys(pipeline, print)) : () => {};
  try {
    print(greeting(pipeline, { version, readyMs: performance.now(), inspect, hasKeys }));
    if (isFirstRun) {
      const { files } = await listInputs([samples]);
      await upload(pipeline.objects, pipeline.sourceBucket, files, printOutcome);
    }
    await untilAborted(signal);
    print('\nStopping: finishing current work; pending events are saved for the next start.');
  } finally {
    stopListening();
    await stopWatching();
    await pipeline.stop();
  }
}

const Package = z.object({ version: z.string() });

function keys(pipeline: LocalPipeline, print: (line: string) => void) {
  const url = `${pipeline.endpoint}/`;
  return {
    o: () => openInBrowser(url, () => print(`No browser could be opened. The console is at ${url}`)),
    q: () => void process.kill(process.pid, 'SIGINT'),
    h: () => print(keysHelp(pipeline)),
  };
}

/** Reports a port in use at once, instead of after a build. */
async function requireFreePort(port: number): Promise<void> {
  try {
    await (await openHttpEndpoint(port)).close();
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    throw new Error(await portInUseMessage(port), { cause: error });
  }
}
