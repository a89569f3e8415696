import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { bundleDirectory, magickProgram, prepareBundle } from './prepare-bundle.ts';
import { zipOf } from './zip.ts';

/**
 * Zips the bundle for the local AWS unless the zip is current. The zip is not compressed, since each start unpacks it. It has neither
 * sharp nor ImageMagick: the function finds both in this project's node_modules. Sharp for the deployed platform would have to be
 * downloaded and would not run here, and ImageMagick is three quarters of the bundle.
 *
 * @returns the zip, and a stamp that changes with it
 */
export async function prepareLocalPackage(): Promise<{ zip: string; stamp: string }> {
  const zip = path.join(root, 'dist', 'local', 'thumbnail.zip');
  const stamp = path.join(root, 'dist', 'local', '.package-stamp');
  await buildIfStale({ from: [await prepareBundle()], output: zip, stamp }, async () => {
    await mkdir(path.dirname(zip), { recursive: true });
    await writeFile(zip, await zipOf(bundleDirectory, { level: 0, omit: [magickProgram] }));
  });
  return { zip, stamp };
}
