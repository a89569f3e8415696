import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ReadableStack } from './readable-stack.ts';
import { stateFileOf } from './state-file-of.ts';
import { Annotations, type App } from './terraform.ts';

const State = z.object({ resources: z.array(z.unknown()).default([]) });

/**
 * Warns of each stack whose state belongs in a bucket, but is in a file, or in one that cannot be read. Terraform would ignore
 * the file, and create everything again. Warns of files of stacks that do not exist, too, such as of a renamed environment.
 *
 * @param directory the directory of the files
 */
export function warnOfLocalStates(app: App, directory: string): void {
  const stacks = app.node.findAll().filter((each) => each instanceof ReadableStack);
  const files = readdirSync(directory);
  const warn = (stack: ReadableStack, file: string, advice: string) => {
    const problem = problemOf(path.join(directory, file));
    if (problem !== undefined) Annotations.of(stack).addWarning(`${file} ${problem}, but ${advice}`);
  };
  for (const stack of stacks) {
    const file = stateFileOf(stack.node.id);
    if (stack.stateBucket === undefined || !files.includes(file)) continue;
    warn(
      stack,
      file,
      `the state belongs in the bucket ${stack.stateBucket}. Move the state, or Terraform creates everything again: docs/deploying.md#move-a-state. If you have moved it, delete the file.`,
    );
  }
  // cdktf prints the warnings of stacks only.
  const [first] = stacks;
  if (first === undefined) return;
  const own = stacks.map(({ node }) => stateFileOf(node.id));
  const kind = stateFileOf(first.node.id).split('-')[0] ?? '';
  for (const file of files) {
    if (!file.startsWith(`${kind}-`) || !file.endsWith('.tfstate') || own.includes(file)) continue;
    warn(
      first,
      file,
      'infra/environments.ts describes no such stack. Give the stack its former name and destroy it, or delete the file if nothing of it is deployed.',
    );
  }
}

/** An empty file is one whose state has been moved. */
function problemOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text !== '' && State.parse(JSON.parse(text)).resources.length > 0 ? 'has resources' : undefined;
  } catch {
    return 'cannot be read as a state';
  }
}
