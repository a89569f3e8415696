import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as bundle } from 'tsup';
import { installNativeModules } from './build/native-modules.ts';
import { zipOf } from './build/zip.ts';
import { root } from './root.ts';

/** What is deployed, and where Terraform finds it. */
export const functionPackage = path.join(root, 'dist', 'thumbnail.zip');

/** Bundles the function into dist/thumbnail, with sharp for the deployed platform beside it, and zips that. */
export async function build(): Promise<void> {
  const target = path.join(root, 'dist', 'thumbnail');
  await rm(target, { recursive: true, force: true });
  await Promise.all([
    bundle({ clean: false }),
    installNativeModules('sharp', { root, cache: path.join(root, 'dist', 'native'), target }),
  ]);
  await writeFile(functionPackage, await zipOf(target));
}

/** `npm run build` */
export async function main(): Promise<number> {
  await build();
  return 0;
}
