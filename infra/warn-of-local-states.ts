import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ReadableStack } from './readable-stack.ts';
import { stateFileOf } from './state-file-of.ts';
import { Annotations, type App } from './terraform.ts';

const State = z.object({ resources: z.array(z.unknown()).default([]) });

/**
 * Warns of each stack whose state belongs in a bucket, but is in a file. Terraform would ignore the file, and create everything
 * again.
 *
 * @param directory the directory of the files
 */
export function warnOfLocalStates(app: App, directory: string): void {
  for (const stack of app.node.findAll()) {
    if (!(stack instanceof ReadableStack) || stack.stateBucket === undefined) continue;
    const file = stateFileOf(stack.node.id);
    if (!hasResources(path.join(directory, file))) continue;
    Annotations.of(stack).addWarning(
      `${file} has resources, but the state belongs in the bucket ${stack.stateBucket}. Move the state, or Terraform creates everything again: docs/deploying.md#move-a-state. If you have moved it, delete the file.`,
    );
  }
}

function hasResources(file: string): boolean {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8'))).resources.length > 0;
  } catch {
    // The file is missing, or is not a state. Terraform reports that if it needs the file.
    return false;
  }
}
