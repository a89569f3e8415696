import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's directory: the nearest one with a package.json above this file, or above the bundle that contains it. */
export const root = directoryWith('package.json', import.meta.dirname);

function directoryWith(file: string, below: string): string {
  return existsSync(path.join(below, file)) ? below : directoryWith(file, path.dirname(below));
}
