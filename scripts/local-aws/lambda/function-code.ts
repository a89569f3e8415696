import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { unpackFunction } from './unpack-function.ts';

/** The unpacked code of one function, each deployment in a directory of its own: running invocations may still read the last. */
export interface FunctionCode {
  /**
   * Unpacks a zip, unless the previous deployment had the same, and returns the directory. Removes the code from before the
   * previous deployment.
   */
  unpack(zip: string): Promise<string>;
}

/**
 * Opens a directory for a function's code, and empties it.
 *
 * @param nodeModules the dependencies, built for this machine
 */
export async function openFunctionCode(directory: string, nodeModules: string): Promise<FunctionCode> {
  await rm(directory, { recursive: true, force: true });
  const directoryOf = (deployment: number) => path.join(directory, String(deployment));
  let deployment = 0;
  let unpacked: Buffer | undefined;
  return {
    async unpack(zip) {
      const content = readFileSync(zip);
      if (unpacked?.equals(content)) return directoryOf(deployment);
      // Counted only once it is unpacked: after failed deployments, the last that succeeded still runs.
      unpackFunction(content, directoryOf(deployment + 1), nodeModules);
      deployment += 1;
      unpacked = content;
      await rm(directoryOf(deployment - 2), { recursive: true, force: true });
      return directoryOf(deployment);
    },
  };
}
