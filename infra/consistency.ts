import * as z from 'zod';
import { renderingMemory } from '../functions/thumbnail/contract.ts';
import { functionEnvironment } from './function-environment.ts';
import { nameLimits } from './name-limits.ts';
import { type Names, namesOf } from './names.ts';
import { partitionOf } from './partition-of.ts';
import type { Settings } from './settings.ts';

/** Account numbers have twelve digits: stands in for one wherever a name's length counts. */
const someAccount = '000000000000';

const limits: Record<keyof Omit<Names, 'rolePath'>, number> = {
  sourceBucket: nameLimits.bucket,
  processedBucket: nameLimits.bucket,
  function: nameLimits.function,
  role: nameLimits.role,
  logGroup: nameLimits.logGroup,
  deadLetterQueue: nameLimits.queue,
  alarmTopic: nameLimits.topic,
  dashboard: nameLimits.dashboard,
  metricNamespace: nameLimits.metricNamespace,
};

/** Lambda measures all variables together, as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const environmentBytes = 4096;

/** What an image may take beside its file, at the least: a phone's photo of 12 megapixels, were it an interlaced PNG. */
const leastDecodingBytes = 48_000_000;

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

/** Of the name that is the most over its limit alone: once it fits, so do the others. */
const namesFit = rule(identity, (settings) => {
  const names = namesOf(settings, someAccount);
  const [longest] = Object.entries(limits)
    .map(([kind, limit]) => ({ kind, limit, name: names[kind as keyof typeof limits] }))
    .sort((one, other) => other.name.length - other.limit - (one.name.length - one.limit));
  if (longest === undefined || longest.name.length <= longest.limit) return [];
  const { kind, limit, name } = longest;
  const because = `it makes the ${kind} name "${name}", of ${name.length} characters where AWS allows ${limit}`;
  return [{ setting: 'project', expected: `project and name to be shorter together: ${because}` }];
});

const bucketsDiffer = rule([...identity, 'accessLogBucket', 'remoteState'], (settings) => {
  const { sourceBucket, processedBucket } = namesOf(settings, someAccount);
  const { accessLogBucket, remoteState } = settings;
  const problems: Problem[] = [];
  if (sourceBucket === processedBucket) {
    const expected = 'another bucket than the source bucket: each thumbnail would be taken for an upload, without end';
    problems.push({ setting: 'processedBucket', expected });
  }
  const own = [sourceBucket, processedBucket];
  if (accessLogBucket !== undefined && own.includes(accessLogBucket)) {
    const expected = 'another bucket than those that it is the log of: each line that S3 writes would make another';
    problems.push({ setting: 'accessLogBucket', expected });
  }
  if (remoteState !== undefined && own.includes(remoteState.bucket)) {
    const expected = 'another bucket than those of the images: the state has to be there before, and after, them';
    problems.push({ setting: 'remoteState', expected });
  }
  return problems;
});

const environmentFits = rule(
  [...identity, 'variants', 'cacheControl', 'maxSourceBytes', 'maxSourcePixels', 'timeoutSeconds', 'mirrorDeletes'],
  (settings) => {
    const { sourceBucket, processedBucket } = namesOf(settings, someAccount);
    const variables = functionEnvironment(settings, { source: sourceBucket, processed: processedBucket });
    const bytes = Buffer.byteLength(JSON.stringify(variables));
    if (bytes <= environmentBytes) return [];
    const because = `Lambda allows ${environmentBytes} bytes of environment variables, and these are ${bytes}`;
    return [{ setting: 'variants', expected: `fewer variants: ${because}` }];
  },
);

const imagesFit = rule(['memoryMegabytes', 'maxSourceBytes'], ({ memoryMegabytes, maxSourceBytes }) => {
  const bytes = maxSourceBytes + leastDecodingBytes;
  if (bytes <= renderingMemory(memoryMegabytes)) return [];
  const has = `it has ${inMegabytes(renderingMemory(memoryMegabytes))} MB for an image`;
  const because = `${has}, and a file of maxSourceBytes and a photo within it take ${inMegabytes(bytes)} MB`;
  return [{ setting: 'memoryMegabytes', expected: `more memory, or lower maxSourceBytes: ${because}` }];
});

const keysAreNear = rule(['region', 'encryption', 'sourceBucket'], ({ region, encryption, sourceBucket }) => {
  const given = { encryption, sourceBucket: typeof sourceBucket === 'object' ? sourceBucket.encryption : undefined };
  const near = `arn:${partitionOf(region)}:kms:${region}:`;
  return Object.entries(given).flatMap(([setting, key = 'SSE-S3']) => {
    if (key === 'SSE-S3' || key.startsWith(near)) return [];
    const because = `S3 encrypts with keys of its region alone, make one in ${region} and give its ARN`;
    return [{ setting: setting as keyof typeof given, expected: `a key whose ARN begins with ${near} ${because}` }];
  });
});

const boundaryIsNear = rule(['region', 'permissionsBoundary'], ({ region, permissionsBoundary }) => {
  const near = `arn:${partitionOf(region)}:`;
  if (permissionsBoundary === undefined || permissionsBoundary.startsWith(near)) return [];
  return [{ setting: 'permissionsBoundary', expected: `an ARN that begins with ${near} as all do in ${region}` }];
});

const existingBucketsAreLeftAlone = rule(
  ['sourceBucket', 'versioning', 'protect'],
  ({ sourceBucket, versioning, protect }) => {
    if (typeof sourceBucket !== 'object') return [];
    const because = 'false: an existing source bucket is left as it is, but for its notifications';
    return [
      ...(versioning ? [{ setting: 'versioning' as const, expected: `${because}; switch it on there` }] : []),
      ...(protect ? [{ setting: 'protect' as const, expected: `${because}, and is never deleted` }] : []),
    ];
  },
);

const emailsAreSent = rule(['alarms'], ({ alarms }) =>
  alarms.enabled || alarms.emails.length === 0
    ? []
    : [{ setting: 'alarms', expected: 'no emails where no alarm is enabled, or enabled: true' }],
);

/** What the settings of one environment must fulfil together, beyond each being right by itself. */
export const consistency = [
  namesFit,
  bucketsDiffer,
  environmentFits,
  imagesFit,
  keysAreNear,
  boundaryIsNear,
  existingBucketsAreLeftAlone,
  emailsAreSent,
];

function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
