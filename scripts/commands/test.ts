import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { exampleConfiguration } from '../build/configuration-file.ts';
import { prepareStack } from '../build/prepare-stack.ts';
import { root } from '../cli/project-root.ts';

/** Cheapest first, so that what is soon found is soon told. */
const steps = [
  { name: 'types', command: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'lint and format', command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'tests', command: ['mocha/bin/mocha.js'] },
] as const;

/** `npm test`: all that CI runs. Arguments are given to mocha, such as the path of one test file. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  await prepareStack(exampleConfiguration);
  for (const { name, command } of steps) {
    console.log(`\n${name}`);
    const [script, ...options] = command;
    const more = name !== 'tests' ? [] : args.length > 0 ? args : ['test/**/*.test.ts'];
    const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...options, ...more], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) {
      console.error(`npm test failed at: ${name}`);
      return 1;
    }
  }
  return 0;
}
