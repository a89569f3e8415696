import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionConfiguration } from '../../../../scripts/local-aws/lambda/function-configuration.ts';

/** A function that does what its event says. */
const obedientHandler = `
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
let invocations = 0;
export const handler = async (event, context) => {
  invocations++;
  console.log('asked to', event.do);
  switch (event.do) {
    case 'return': return event.value;
    case 'count': return invocations;
    case 'describe': return { pid: process.pid, env: process.env, context, remaining: context.getRemainingTimeInMillis() };
    case 'tell pid': return process.pid;
    case 'wait': await delay(event.ms); return process.pid;
    case 'wait for file': while (!existsSync(event.file)) await delay(5); return process.pid;
    case 'throw': throw new RangeError('out of range');
    case 'throw text': throw 'just text';
    case 'hang': for (;;) await delay(60_000);
    case 'spin': for (;;);
    case 'exit': process.exit(event.status);
    case 'abort': process.abort();
    case 'throw later': setTimeout(() => { throw new Error('too late') }); await delay(60_000);
    case 'reject later': Promise.reject(new Error('nobody waits')); await delay(60_000);
    case 'be large': return 'x'.repeat(event.characters);
    case 'be circular': { const value = {}; value.value = value; return value; }
    case 'allocate': { const held = []; for (;;) { held.push(Buffer.alloc(8e6, 1)); await delay(5); } }
  }
};
`;

export interface TaskRoot {
  configuration: FunctionConfiguration;
  remove: () => Promise<void>;
}

/** A directory with a function's code, and a configuration for it: 60 seconds, which no test runs into, and 256 MB. */
export async function taskRoot(
  code: string = obedientHandler,
  changes: Partial<FunctionConfiguration> = {},
): Promise<TaskRoot> {
  const directory = await mkdtemp(path.join(tmpdir(), 'task-root-'));
  await writeFile(path.join(directory, 'index.mjs'), code);
  return {
    configuration: {
      name: 'thumbnail',
      arn: 'arn:aws:lambda:eu-west-1:111111111111:function:thumbnail',
      region: 'eu-west-1',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      taskRoot: directory,
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      environment: {},
      ...changes,
    },
    remove: () => rm(directory, { recursive: true }),
  };
}
