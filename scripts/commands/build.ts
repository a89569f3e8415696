import { buildFunction } from '../build/build-function.ts';

/** `npm run build` */
export async function main(): Promise<number> {
  await buildFunction();
  return 0;
}
