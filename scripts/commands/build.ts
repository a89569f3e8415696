import { buildFunction } from '../build/build-function.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary: 'Build dist/thumbnail.zip, the package that is deployed.',
  usage: ['npm run build'],
  options: {},
  async run() {
    await buildFunction();
    return 0;
  },
});
