import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Reads a picture of `test/fixtures/formats/`. */
export function imageFixture(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, '..', 'fixtures', 'formats', name));
}
