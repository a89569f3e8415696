import { closeSync, ftruncateSync, writeSync } from 'node:fs';
import { createNewFile } from '../create-new-file.ts';

export interface Receipt {
  /** Replaces the content of the file. */
  write(content: object): void;
  close(): void;
}

/**
 * Creates the file of a receipt with its first content, so that even a run that is killed leaves a receipt.
 *
 * @throws {Error} when the file exists, or cannot be created
 */
export function openReceipt(file: string, content: object): Receipt {
  const descriptor = createNewFile(file);
  const receipt = {
    write(newContent: object) {
      ftruncateSync(descriptor);
      writeSync(descriptor, `${JSON.stringify(newContent, null, 2)}\n`, 0);
    },
    close: () => closeSync(descriptor),
  };
  receipt.write(content);
  return receipt;
}
