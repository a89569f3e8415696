import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ReadableStack, stateFileOf } from './readable-stack.ts';
import { Annotations, type App } from './terraform.ts';

const State = z.object({ resources: z.array(z.unknown()).default([]) });

/**
 * Warns of each stack whose state belongs in a bucket while a file still has one. Terraform would not look at the file, and
 * would create everything again.
 *
 * @param directory has the files
 */
export function warnOfLocalStates(app: App, directory: string): void {
  for (const stack of app.node.findAll()) {
    if (!(stack instanceof ReadableStack) || stack.stateBucket === undefined) continue;
    const file = stateFileOf(stack.node.id);
    if (!hasResources(path.join(directory, file))) continue;
    Annotations.of(stack).addWarning(
      `${file} has resources, but the state belongs in the bucket ${stack.stateBucket}. Move it, or Terraform creates everything again: docs/deploying.md#move-a-state. If it has been moved, delete the file.`,
    );
  }
}

function hasResources(file: string): boolean {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8'))).resources.length > 0;
  } catch {
    // It does not exist, or it is no state, which Terraform reports if it needs the file.
    return false;
  }
}
