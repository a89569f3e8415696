import { clientTypes } from '../build/client-types.ts';
import { defineCommand } from '../cli/command.ts';
import { runTool } from '../cli/run-tool.ts';

export const command = defineCommand({
  summary: 'Update the declarations in client/, by which TypeScript knows the functions of the client.',
  usage: ['npm run client:types'],
  options: {},
  run: (_, { signal }) => runTool('typescript/bin/tsc', clientTypes('client'), { signal }),
});
