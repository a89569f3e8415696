import * as z from 'zod';
import { exampleConfiguration } from '../build/configuration-file.ts';
import { prepareStack } from '../build/prepare-stack.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { runTool } from '../cli/run-tool.ts';
import { parallelOptions } from '../testing/parallel-options.ts';
import { testFiles } from '../testing/test-files.ts';

/** Files that have not changed are not checked again. One thread takes less CPU time than several, which check some types twice. */
const typeCheck = ['--noEmit', '--singleThreaded', '--incremental', '--tsBuildInfoFile', 'dist/types.tsbuildinfo'];

export const command = defineCommand({
  summary: 'Check types, lint and format, then run the tests: all that CI runs.',
  usage: ['npm test -- [FILE...] [--grep TEXT] [--bail] [--timeout MS] [-- OPTIONS...]'],
  options: {
    grep: value(
      'TEXT',
      'run only the tests whose title contains it, or matches it as a regular expression',
      z.string().optional(),
    ),
    bail: flag('stop at the first failure'),
    timeout: value('MS', 'the time limit of tests that set none', wholeNumber(0, 3_600_000).optional()),
  },
  positionals: {
    placeholder: 'FILE...',
    description: 'test files instead of all; behind a second --, further options of mocha',
    min: 0,
    max: Number.POSITIVE_INFINITY,
  },
  examples: {
    'npm test -- test/infra/settings.test.ts': 'the checks, and one file',
    'npm test -- "test/infra/**/*.test.ts" --grep bucket': 'some tests of some files',
  },
  async run({ grep, bail, timeout }, { positionals, signal }) {
    await prepareStack(exampleConfiguration);
    const mochaArguments = [
      ...(grep === undefined ? [] : ['--grep', grep]),
      ...(bail ? ['--bail'] : []),
      ...(timeout === undefined ? [] : ['--timeout', String(timeout)]),
      ...positionals,
      ...(positionals.some((it) => !it.startsWith('-')) ? [] : [...parallelOptions, ...(await testFiles(root))]),
    ];
    // Cheapest first, so that problems that are found fast are reported fast.
    const steps = [
      { name: 'types', program: 'typescript/bin/tsc', args: typeCheck },
      { name: 'lint and format', program: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
      { name: 'tests', program: 'mocha/bin/mocha.js', args: mochaArguments },
    ];
    for (const { name, program, args } of steps) {
      console.log(`\n${name}`);
      const exitCode = await runTool(program, args, { signal });
      signal.throwIfAborted();
      if (exitCode !== 0) throw new Error(`npm test failed at: ${name}`);
    }
    return 0;
  },
});
