import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { bundleDirectory, prepareBundle } from './prepare-bundle.ts';

/** The zip that is deployed. Terraform finds it there. */
export const functionPackage = path.join(root, 'dist', 'thumbnail.zip');

/**
 * Builds the package that is deployed, unless it is current: the bundle, with sharp for the deployed platform beside it.
 * @throws {Error} when sharp for that platform can neither be downloaded nor taken from the cache
 */
export async function preparePackage(): Promise<void> {
  const stamp = path.join(root, 'dist', '.package-stamp');
  const lockFile = path.join(root, 'package-lock.json');
  await buildIfStale({ from: [await prepareBundle(), lockFile], output: functionPackage, stamp }, async () => {
    const [{ installNativeModules }, { zipOf }] = await Promise.all([
      import('./native-modules.ts'),
      import('./zip.ts'),
    ]);
    // Other processes may be building it, too: each in a directory of its own, and the last one wins.
    const directory = await mkdtemp(`${functionPackage}-`);
    try {
      const content = path.join(directory, 'content');
      await cp(bundleDirectory, content, { recursive: true });
      await installNativeModules('sharp', { root, cache: path.join(root, 'dist', 'native'), target: content });
      const zip = path.join(directory, 'thumbnail.zip');
      await writeFile(zip, await zipOf(content));
      await rename(zip, functionPackage);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
}
