import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

declare global {
  /** The types of Node.js leave it out. */
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
  }
}

/** Beside the bundle; the source takes it from the package. */
const bundled = path.join(import.meta.dirname, 'magick', 'magick.wasm');
const packaged = '@imagemagick/magick-wasm/magick.wasm';

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles ImageMagick, once in a process. */
export function compileMagick(): Promise<WebAssembly.Module> {
  const file = existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(packaged);
  compiled ??= readFile(file).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}
