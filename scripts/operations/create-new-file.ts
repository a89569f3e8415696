import { openSync } from 'node:fs';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import { hasCode } from '../cli/has-code.ts';

/**
 * Creates a file that a deletion writes, and returns its descriptor.
 *
 * @throws {Error} when the file exists, or cannot be created
 */
export function createNewFile(name: string): number {
  try {
    return openSync(name, 'ax');
  } catch (error) {
    const problem = hasCode(error, 'EEXIST') ? 'exists already' : `cannot be created (${messageOf(error)})`;
    throw new Error(`${name} ${problem}, expected the name of a new file. Nothing was deleted.`, { cause: error });
  }
}
