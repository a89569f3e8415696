import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure, messageOf } from '../../../errors.ts';
import { freeBytes } from '../../../free-bytes.ts';

declare global {
  /** The types of Node.js do not declare WebAssembly. */
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
  }
}

/** The program lies beside the bundle. Code that runs from source takes it from the package. */
const bundled = path.join(import.meta.dirname, 'magick', 'magick.wasm');
const packaged = '@imagemagick/magick-wasm/magick.wasm';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Compiles ImageMagick. A process compiles each file only once.
 *
 * @param file the program; that of the package is used when there is no such file
 * @throws {Failure} when the program cannot be read or compiled, which is no fault of the image
 */
export function compileMagick(file = bundled): Promise<WebAssembly.Module> {
  const program = compiled.get(file) ?? compile(file);
  compiled.set(file, program);
  return program;
}

async function compile(file: string): Promise<WebAssembly.Module> {
  try {
    const program = existsSync(file) ? file : createRequire(import.meta.url).resolve(packaged);
    const bytes = await readFile(program);
    return await WebAssembly.compile(bytes).finally(() => freeBytes(bytes));
  } catch (cause) {
    throw new Failure('unexpected', `ImageMagick cannot be loaded: ${messageOf(cause)}`, { cause });
  }
}
