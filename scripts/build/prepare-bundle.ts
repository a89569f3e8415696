import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';

/** Contains all code of the function except sharp. The same bundle is deployed and runs on the local AWS. */
export const bundleDirectory = path.join(root, 'dist', 'bundle');

/** Lists the files that the bundle was made of: https://esbuild.github.io/api/#metafile */
export const bundleMetafile = path.join(root, 'dist', 'metafile.json');

/** The file of ImageMagick in the bundle. If it is missing, the function loads the one in node_modules. */
export const magickProgram = 'magick/magick.wasm';

/** The fonts of SVGs, which the function looks for beside its code. */
const fonts = path.join(root, 'functions/thumbnail/rendering/isolated/fonts');

const sources = ['functions', 'scripts/build', 'tsup.config.ts', 'package-lock.json'];

/** Bundles the function unless the bundle is current, and returns the stamp, which changes with the bundle. */
export async function prepareBundle(): Promise<string> {
  const stamp = path.join(root, 'dist', '.bundle-stamp');
  const from = sources.map((source) => path.join(root, source));
  await buildIfStale({ from, output: bundleDirectory, stamp }, async () => {
    // Loaded only when it is needed, so that a command that has nothing to build starts at once.
    const { build } = await import('tsup');
    await rm(bundleDirectory, { recursive: true, force: true });
    await build({ clean: false, outDir: bundleDirectory, metafile: true });
    await rename(path.join(bundleDirectory, 'metafile-esm.json'), bundleMetafile);
    await cp(fonts, path.join(bundleDirectory, 'fonts'), { recursive: true });
    await addMagick();
  });
  return stamp;
}

/** Puts the code of ImageMagick, and the notice of its licences, where the bundle looks for it. */
async function addMagick(): Promise<void> {
  const source = path.join(root, 'node_modules', '@imagemagick', 'magick-wasm');
  const target = path.join(bundleDirectory, 'magick');
  await mkdir(target);
  await cp(path.join(source, 'dist', 'x86', 'magick.wasm'), path.join(bundleDirectory, magickProgram));
  for (const file of ['LICENSE', 'NOTICE']) await cp(path.join(source, file), path.join(target, file));
}
