import * as z from 'zod';
import { functionEnvironment } from './function-environment.ts';
import { type Names, namesOf } from './names.ts';
import type { Settings } from './settings.ts';

/** Account numbers have twelve digits: stands in for one wherever a name's length counts. */
const someAccount = '000000000000';

/** The most characters of each name, by the API reference of the service that it belongs to. */
const longest: Record<keyof Names, number> = {
  sourceBucket: 63,
  processedBucket: 63,
  function: 64,
  role: 64,
  logGroup: 512,
  deadLetterQueue: 80,
};

/** Lambda measures all variables together, as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const environmentBytes = 4096;

/** A progressive JPEG or an interlaced PNG is held whole while it is decoded, in four channels of one byte. */
const bytesPerPixel = 4;

/** Node with sharp and the AWS SDK loaded, before any image: resident memory, as measured. */
const idleMegabytes = 80;

type Setting = keyof Settings;
type Problem = { setting: Setting; expected: string };

/** A check of settings against each other. Skipped while one of those settings is itself wrong, since that is told already. */
function rule<Checked extends Setting>(
  settings: readonly Checked[],
  problemsOf: (values: Pick<Settings, Checked>) => Problem[],
) {
  return z.superRefine<Settings>(
    (values, context) => {
      for (const { setting, expected } of problemsOf(values)) {
        context.addIssue({ code: 'custom', path: [setting], input: values[setting], message: `expected ${expected}` });
      }
    },
    {
      when: ({ value, issues }) =>
        z.looseObject({}).safeParse(value).success &&
        !issues.some(({ path }) => settings.some((setting) => setting === path?.[0])),
    },
  );
}

const identity = ['project', 'name', 'region', 'sourceBucket', 'processedBucket'] as const;

const namesFit = rule(identity, (settings) =>
  Object.entries(namesOf(settings, someAccount)).flatMap(([kind, name]) => {
    const limit = longest[kind as keyof Names];
    if (name.length <= limit) return [];
    const because = `it makes the ${kind} name "${name}", of ${name.length} characters where AWS allows ${limit}`;
    return [{ setting: 'project', expected: `project and name to be shorter together: ${because}` }];
  }),
);

const bucketsDiffer = rule(identity, (settings) => {
  const { sourceBucket, processedBucket } = namesOf(settings, someAccount);
  if (sourceBucket !== processedBucket) return [];
  const expected = 'another bucket than the source bucket: each thumbnail would be taken for an upload, without end';
  return [{ setting: 'processedBucket', expected }];
});

const environmentFits = rule(
  [...identity, 'variants', 'cacheControl', 'maxSourceBytes', 'maxSourcePixels'],
  (settings) => {
    const { sourceBucket, processedBucket } = namesOf(settings, someAccount);
    const variables = functionEnvironment(settings, { source: sourceBucket, processed: processedBucket });
    const bytes = Buffer.byteLength(JSON.stringify(variables));
    if (bytes <= environmentBytes) return [];
    const because = `Lambda allows ${environmentBytes} bytes of environment variables, and these are ${bytes}`;
    return [{ setting: 'variants', expected: `fewer variants: ${because}` }];
  },
);

const imagesFit = rule(['memoryMegabytes', 'maxSourceBytes', 'maxSourcePixels'], (settings) => {
  const imageBytes = settings.maxSourceBytes + settings.maxSourcePixels * bytesPerPixel;
  const megabytes = idleMegabytes + Math.ceil(imageBytes / 1024 ** 2);
  if (megabytes <= settings.memoryMegabytes) return [];
  const because = `the largest image that maxSourceBytes and maxSourcePixels let through needs ${megabytes} MB`;
  return [{ setting: 'memoryMegabytes', expected: `more memory, or lower limits: ${because}` }];
});

/** What the settings of one environment must fulfil together, beyond each being right by itself. */
export const consistency = [namesFit, bucketsDiffer, environmentFits, imagesFit];
