import { renderingMemory } from '../../functions/thumbnail/contract/limits.ts';
import { functionEnvironment } from '../function-environment.ts';
import { namesOf } from '../names.ts';
import { environmentExcess } from './environment-excess.ts';
import { identity, rule } from './rule.ts';

/** The least memory to decode an image of useful size: a 12-megapixel phone photo as an interlaced PNG. */
export const minDecodingBytes = 48_000_000;

/** Stands for the account and the ID of any key, and has the same length. */
const anyKey = '000000000000:key/00000000-0000-0000-0000-000000000000';

export const environmentFits = rule(
  [
    ...identity,
    'variants',
    'thumbnailKeys',
    'retiredKeys',
    'formats',
    'cacheControl',
    'delivery',
    'maxSourceBytes',
    'maxSourcePixels',
    'timeoutSeconds',
    'mirrorDeletes',
    'results',
    'placeholder',
    'probe',
    'logKeys',
  ],
  (settings) => {
    const { sourceBucket, processedBucket } = namesOf(settings, '000000000000');
    const logKeyArn = settings.logKeys === 'hmac' ? `arn:aws:kms:${settings.region}:${anyKey}` : undefined;
    const variables = functionEnvironment(settings, { source: sourceBucket, processed: processedBucket, logKeyArn });
    const because = environmentExcess(variables);
    return because === undefined
      ? []
      : [{ setting: 'variants', expected: `fewer variants or retiredKeys: ${because}` }];
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
