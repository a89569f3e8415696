import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { drawSamples } from '../samples/draw-samples.ts';

const folder = path.join(root, 'samples');

/** `npm run samples` */
export async function main(): Promise<number> {
  await drawSamples(folder);
  return 0;
}
