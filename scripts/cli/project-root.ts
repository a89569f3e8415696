import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: the one with a package.json that this file, or the bundle that it has become a part of, is in. */
export const root = folderWith('package.json', import.meta.dirname);

function folderWith(file: string, folder: string): string {
  return existsSync(path.join(folder, file)) ? folder : folderWith(file, path.dirname(folder));
}
