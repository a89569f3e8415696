import { renderingMemory } from '../../functions/thumbnail/contract.ts';
import { functionEnvironment } from '../function-environment.ts';
import { namesOf } from '../names.ts';
import { identity, rule } from './rule.ts';

/** Lambda limits the size of all variables together as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEnvironmentBytes = 4096;

/** The least memory to decode an image of useful size: a 12-megapixel phone photo as an interlaced PNG. */
const minDecodingBytes = 48_000_000;

export const environmentFits = rule(
  [
    ...identity,
    'variants',
    'cacheControl',
    'maxSourceBytes',
    'maxSourcePixels',
    'timeoutSeconds',
    'mirrorDeletes',
    'results',
    'probe',
  ],
  (settings) => {
    const { sourceBucket, processedBucket } = namesOf(settings, '000000000000');
    const variables = functionEnvironment(settings, { source: sourceBucket, processed: processedBucket });
    const bytes = Buffer.byteLength(JSON.stringify(variables));
    if (bytes <= maxEnvironmentBytes) return [];
    const because = `Lambda allows ${maxEnvironmentBytes} bytes of environment variables, and these have ${bytes}`;
    return [{ setting: 'variants', expected: `fewer variants: ${because}` }];
  },
);

export const imagesFit = rule(['memoryMegabytes', 'maxSourceBytes'], ({ memoryMegabytes, maxSourceBytes }) => {
  const bytes = maxSourceBytes + minDecodingBytes;
  if (bytes <= renderingMemory(memoryMegabytes)) return [];
  const available = `${inMegabytes(renderingMemory(memoryMegabytes))} MB are available for an image`;
  const because = `${available}, and a file of maxSourceBytes with a photo in it needs ${inMegabytes(bytes)} MB`;
  return [{ setting: 'memoryMegabytes', expected: `more memory, or lower maxSourceBytes: ${because}` }];
});

function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
