import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The coarsest file systems count in steps of this many milliseconds: two edits within a step leave the same times. */
const timeStepMs = 2000;

/**
 * Returns the digest of files' contents. If the memory holds it for files with the same paths, sizes and times, no content is read. The
 * time of the last change of a file's metadata is one of them, since neither git nor `cp` can set it.
 *
 * @param memory a file that remembers the digest for the next call
 * @param contentDigest computes the digest
 */
export function rememberedDigest(
  files: readonly string[],
  memory: string,
  contentDigest: () => string,
  now = Date.now(),
): string {
  const hash = createHash('sha256');
  let newest = 0;
  for (const file of files) {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\0${ctimeMs}\0`);
    newest = Math.max(newest, ctimeMs);
  }
  const times = hash.digest('hex');
  const remembered = read(memory);
  if (remembered?.times === times) return remembered.digest;
  const digest = contentDigest();
  if (newest < now - timeStepMs) {
    mkdirSync(path.dirname(memory), { recursive: true });
    writeFileSync(memory, `${times} ${digest}`);
  }
  return digest;
}

function read(memory: string): { times: string; digest: string } | undefined {
  const text = statSync(memory, { throwIfNoEntry: false }) ? readFileSync(memory, 'utf8') : '';
  const [times, digest] = text.split(' ');
  return times && digest ? { times, digest } : undefined;
}
