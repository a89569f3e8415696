import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import { countOf } from '../../cli/count-of.ts';
import { noSuchPrefix } from '../no-such-prefix.ts';
import { type Counts, type Erasure, isNothing } from './erasure.ts';

/** Returns what an erasure would delete, and how to start it. */
export function describeErasable(
  counts: Counts,
  erasure: Pick<Erasure, 'deadLetters' | 'foreignLetters'>,
  { bucket, prefix }: { bucket: string; prefix: string },
): string {
  const keysOfOthers = `keys such as ${escapeControlCharacters(prefix)}1/photo.jpg begin with it as well`;
  const lines = [
    describeCounts(counts, erasure.deadLetters),
    ...describeForeignLetters(erasure),
    ...(isNothing(counts) ? noSuchPrefix(bucket, prefix) : []),
    ...(prefix.endsWith('/') ? [] : [`The prefix does not end with a slash: ${keysOfOthers}.`]),
    'Add --run to erase it permanently.',
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Returns what an erasure did, and what is left.
 *
 * @param isFinished whether it did all of its work, so that a failure did not end it
 * @param receipt the file of its receipt
 */
export function describeErasure(erasure: Erasure, isFinished: boolean, receipt: string): string {
  const { erased, deadLetters, refused, left } = erasure;
  const lines = [
    describeCounts(erased, deadLetters),
    ...refused.map(({ key, versionId, reason }) => `S3 refused to delete ${key}, version ${versionId}: ${reason}`),
    ...describeForeignLetters(erasure),
  ];
  if (left)
    lines.push(
      isNothing(left) ? 'Both buckets were listed again: nothing is left.' : `Left: ${describeCounts(left, 0)}`,
    );
  if (!isFinished) lines.push('Not finished: run the same command again for the rest.');
  return [...lines, `Receipt: ${receipt}`].map((line) => `${escapeControlCharacters(line)}\n`).join('');
}

/** Returns a line for each other function whose dead letters were kept. */
function describeForeignLetters({ foreignLetters }: Pick<Erasure, 'foreignLetters'>): string[] {
  return [...new Set(foreignLetters)].map((name) => {
    const count = foreignLetters.filter((each) => each === name).length;
    const letters = countOf(count, 'dead letter that names such a key', 'dead letters that name such keys');
    return escapeControlCharacters(`Kept ${letters}, of another function: ${name}`);
  });
}

function describeCounts(
  { sourceVersions, sourceMarkers, unfinishedUploads, processed }: Counts,
  deadLetters: number,
): string {
  return [
    countOf(sourceVersions, 'version of originals', 'versions of originals'),
    countOf(sourceMarkers, 'delete marker'),
    countOf(unfinishedUploads, 'unfinished upload'),
    countOf(processed, 'thumbnail or result', 'thumbnails and results'),
    countOf(deadLetters, 'dead letter'),
  ].join(', ');
}
