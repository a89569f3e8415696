import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as bundle } from 'tsup';
import { root } from '../cli/project-root.ts';
import { installNativeModules } from './native-modules.ts';
import { zipOf } from './zip.ts';

/** What is deployed, and where Terraform finds it. */
export const functionPackage = path.join(root, 'dist', 'thumbnail.zip');

/** Bundles the function into dist/thumbnail, with sharp for the deployed platform beside it, and zips that. */
export async function buildFunction(): Promise<void> {
  const target = path.join(root, 'dist', 'thumbnail');
  await rm(target, { recursive: true, force: true });
  await Promise.all([
    bundle({ clean: false }),
    installNativeModules('sharp', { root, cache: path.join(root, 'dist', 'native'), target }),
  ]);
  await writeFile(functionPackage, await zipOf(target));
}
