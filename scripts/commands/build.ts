import { preparePackage } from '../build/prepare-package.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary: 'Build dist/thumbnail.zip, the package that is deployed, unless it is current.',
  usage: ['npm run build'],
  options: {},
  async run() {
    await preparePackage();
    return 0;
  },
});
