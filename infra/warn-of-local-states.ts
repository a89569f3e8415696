import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ReadableStack } from './readable-stack.ts';
import { stateFileOf } from './state-file-of.ts';
import { Annotations, type App } from './terraform.ts';

const State = z.object({ resources: z.array(z.unknown()).default([]) });

/**
 * Warns of each stack whose state belongs in a bucket, but is in a file, or in a file that cannot be read. Terraform would ignore
 * the file, and create everything again.
 *
 * @param directory the directory of the files
 */
export function warnOfLocalStates(app: App, directory: string): void {
  const files = readdirSync(directory);
  for (const stack of app.node.findAll()) {
    if (!(stack instanceof ReadableStack) || stack.stateBucket === undefined) continue;
    const file = stateFileOf(stack.node.id);
    const content = files.includes(file) ? contentOf(path.join(directory, file)) : 'nothing';
    if (content === 'nothing') continue;
    const found = content === 'resources' ? 'has resources' : 'cannot be read as a state';
    Annotations.of(stack).addWarning(
      `${file} ${found}, but the state belongs in the bucket ${stack.stateBucket}. Move the state, or Terraform creates everything again: docs/deploying.md#move-a-state. If you have moved it, delete the file.`,
    );
  }
}

/** An empty file is one whose state has been moved. */
function contentOf(file: string): 'resources' | 'nothing' | 'unreadable' {
  try {
    const text = readFileSync(file, 'utf8');
    return text !== '' && State.parse(JSON.parse(text)).resources.length > 0 ? 'resources' : 'nothing';
  } catch {
    return 'unreadable';
  }
}
