import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { storageTime } from '../../functions/thumbnail/contract.ts';
import { root } from '../root.ts';

const Stack = z.looseObject({
  resource: z.looseObject({
    aws_lambda_function: z.looseObject({
      thumbnail: z.looseObject({
        environment: z.object({ variables: z.record(z.string(), z.string()) }),
      }),
    }),
  }),
});

/** Less than an image needs at the worst, so that what hangs does not hold up everything. */
const timeoutSeconds = storageTime.seconds + 2;

/**
 * The synthesized stack in another folder, but for a function that is small, soon times out, and can be told to take too much
 * memory. More at a time than there are cores, since what goes wrong mostly waits.
 */
export async function writeSoakStack(stackFolder: string, folder: string): Promise<void> {
  const stack = Stack.parse(JSON.parse(await readFile(path.join(stackFolder, 'cdk.tf.json'), 'utf8')));
  const { thumbnail } = stack.resource.aws_lambda_function;
  Object.assign(thumbnail, { memory_size: 512, timeout: timeoutSeconds, reserved_concurrent_executions: processes });
  Object.assign(thumbnail.environment.variables, {
    MAX_RENDER_SECONDS: String(timeoutSeconds - storageTime.seconds),
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(root, 'scripts', 'soak', 'hog.mjs'))}`,
  });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'cdk.tf.json'), JSON.stringify(stack));
  await symlink(path.join(stackFolder, 'assets'), path.join(folder, 'assets'));
}

export const processes = 8;
