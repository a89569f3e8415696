import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../functions/thumbnail/errors.ts';

/** Editors and version control write several files, and one file several times. */
const settleMs = 100;

const unchanged = new Error('The stack is what it was.');

export interface RedeployOptions {
  /** Watched with everything below them. */
  directories: readonly string[];
  /** A single file that is watched. */
  file: string;
  /** Builds the stack, and returns its directory. */
  prepare: () => Promise<string>;
  /** Makes events wait for the stack, and go on with it. */
  redeploy: (stackDirectory: Promise<string>) => Promise<void>;
  /** The directory of the stack that runs. */
  stackDirectory: string;
  print: (line: string) => void;
}

/** Redeploys the stack after each edit. If that fails, it says why, and what runs goes on. Returns a function that stops. */
export function redeployOnEdit(options: RedeployOptions): () => Promise<void> {
  const { directories, file, print, prepare, redeploy } = options;
  let isDirty = false;
  let running: Promise<void> | undefined;
  let deployed = templateIn(options.stackDirectory);

  async function next(): Promise<string> {
    await delay(settleMs);
    isDirty = false;
    const directory = await prepare();
    const template = await templateIn(directory);
    if (template === (await deployed)) throw unchanged;
    deployed = Promise.resolve(template);
    return directory;
  }

  async function run(): Promise<void> {
    while (isDirty) {
      const start = performance.now();
      const before = deployed;
      try {
        await redeploy(next());
        print(`Picked up the edit in ${Math.round(performance.now() - start)} ms: the next event runs the new code.`);
      } catch (error) {
        if (error === unchanged) continue;
        deployed = before;
        print(`The edit does not work, so the earlier code goes on: ${messageOf(error)}`);
      }
    }
  }

  const onEdit = () => {
    isDirty = true;
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const watchers: FSWatcher[] = [
    ...directories.map((directory) => watch(directory, { recursive: true }, onEdit)),
    watch(path.dirname(file), (_, name) => {
      if (name === path.basename(file)) onEdit();
    }),
  ];
  return async () => {
    for (const watcher of watchers) watcher.close();
    await running;
  };
}

/** The stack names the function's code by its hash, so that it changes with the code. */
function templateIn(stackDirectory: string): Promise<string> {
  return readFile(path.join(stackDirectory, 'cdk.tf.json'), 'utf8');
}
