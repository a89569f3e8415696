import path from 'node:path';
import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';
import { drawSamples } from '../samples/draw-samples.ts';

export const command = defineCommand({
  summary: 'Draw the pictures in samples/ again.',
  usage: ['npm run samples'],
  options: {},
  async run() {
    await drawSamples(path.join(root, 'samples'));
    return 0;
  },
});
