import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';
import { runTool } from '../cli/run-tool.ts';
import { parallelOptions } from '../testing/parallel-options.ts';
import { unitTests } from '../testing/unit-tests.ts';

export const command = defineCommand({
  summary: 'Run the tests that need no processes, no servers and no synthesis, which takes seconds.',
  usage: ['npm run test:unit'],
  options: {},
  async run(_, { signal }) {
    return runTool('mocha/bin/mocha.js', [...parallelOptions, ...(await unitTests(root))], { signal });
  },
});
