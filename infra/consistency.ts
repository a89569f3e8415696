import * as z from 'zod';
import { renderingMemory } from '../functions/thumbnail/contract.ts';
import { functionEnvironment } from './function-environment.ts';
import { nameLimits } from './name-limits.ts';
import { type Names, namesOf } from './names.ts';
import { partitionOf } from './partition-of.ts';
import type { Settings } from './settings.ts';

/** Stands for an account number of twelve digits where only the length of a name counts. */
const anyAccount = '000000000000';

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

/** Lambda limits the size of all variables together as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEnvironmentBytes = 4096;

/** The least memory to decode an image of useful size: a 12-megapixel phone photo as an interlaced PNG. */
const minDecodingBytes = 48_000_000;

type Setting = keyof Settings;
type Problem = { setting: Setting; expected: string };

/** Creates a check of settings against each other. It is skipped while one of them is itself invalid, which is reported already. */
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

/** Reports only the name that exceeds its limit the most: once it fits, the others fit too. */
const namesFit = rule(identity, (settings) => {
  const names = namesOf(settings, anyAccount);
  const [longest] = Object.entries(limits)
    .map(([kind, limit]) => ({ kind, limit, name: names[kind as keyof typeof limits] }))
    .sort((one, other) => other.name.length - other.limit - (one.name.length - one.limit));
  if (longest === undefined || longest.name.length <= longest.limit) return [];
  const { kind, limit, name } = longest;
  const because = `the ${kind} name "${name}" would have ${name.length} characters where AWS allows ${limit}`;
  return [{ setting: 'project', expected: `project and name to be shorter together: ${because}` }];
});

const bucketsDiffer = rule([...identity, 'accessLogBucket', 'remoteState'], (settings) => {
  const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
  const { accessLogBucket, remoteState } = settings;
  const problems: Problem[] = [];
  if (sourceBucket === processedBucket) {
    const expected =
      'a bucket other than the source bucket: each thumbnail would trigger the function again, in an endless loop';
    problems.push({ setting: 'processedBucket', expected });
  }
  const own = [sourceBucket, processedBucket];
  if (accessLogBucket !== undefined && own.includes(accessLogBucket)) {
    const expected =
      'a bucket other than the source and processed buckets: each log file would itself be logged, in an endless loop';
    problems.push({ setting: 'accessLogBucket', expected });
  }
  if (remoteState !== undefined && own.includes(remoteState.bucket)) {
    const expected = 'a bucket other than the source and processed buckets: the state must exist before and after them';
    problems.push({ setting: 'remoteState', expected });
  }
  return problems;
});

const environmentFits = rule(
  [...identity, 'variants', 'cacheControl', 'maxSourceBytes', 'maxSourcePixels', 'timeoutSeconds', 'mirrorDeletes'],
  (settings) => {
    const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
    const variables = functionEnvironment(settings, { source: sourceBucket, processed: processedBucket });
    const bytes = Buffer.byteLength(JSON.stringify(variables));
    if (bytes <= maxEnvironmentBytes) return [];
    const because = `Lambda allows ${maxEnvironmentBytes} bytes of environment variables, and these have ${bytes}`;
    return [{ setting: 'variants', expected: `fewer variants: ${because}` }];
  },
);

const imagesFit = rule(['memoryMegabytes', 'maxSourceBytes'], ({ memoryMegabytes, maxSourceBytes }) => {
  const bytes = maxSourceBytes + minDecodingBytes;
  if (bytes <= renderingMemory(memoryMegabytes)) return [];
  const available = `${inMegabytes(renderingMemory(memoryMegabytes))} MB are available for an image`;
  const because = `${available}, and a file of maxSourceBytes with a photo in it needs ${inMegabytes(bytes)} MB`;
  return [{ setting: 'memoryMegabytes', expected: `more memory, or lower maxSourceBytes: ${because}` }];
});

const keysAreInRegion = rule(['region', 'encryption', 'sourceBucket'], ({ region, encryption, sourceBucket }) => {
  const given = { encryption, sourceBucket: typeof sourceBucket === 'object' ? sourceBucket.encryption : undefined };
  const prefix = `arn:${partitionOf(region)}:kms:${region}:`;
  return Object.entries(given).flatMap(([setting, key = 'SSE-S3']) => {
    if (key === 'SSE-S3' || key.startsWith(prefix)) return [];
    const because = `S3 can only use keys of its own region, create one in ${region} and set its ARN`;
    return [{ setting: setting as keyof typeof given, expected: `a key whose ARN begins with ${prefix} ${because}` }];
  });
});

const boundaryIsInPartition = rule(['region', 'permissionsBoundary'], ({ region, permissionsBoundary }) => {
  const prefix = `arn:${partitionOf(region)}:`;
  if (permissionsBoundary === undefined || permissionsBoundary.startsWith(prefix)) return [];
  return [
    { setting: 'permissionsBoundary', expected: `an ARN that begins with ${prefix} as in the rest of ${region}` },
  ];
});

const existingBucketsAreLeftAlone = rule(
  ['sourceBucket', 'versioning', 'protect'],
  ({ sourceBucket, versioning, protect }) => {
    if (typeof sourceBucket !== 'object') return [];
    const because = 'false: only the notifications of an existing source bucket are managed';
    return [
      ...(versioning
        ? [{ setting: 'versioning' as const, expected: `${because}; enable versioning on the bucket itself` }]
        : []),
      ...(protect ? [{ setting: 'protect' as const, expected: `${because}; Terraform never deletes it` }] : []),
    ];
  },
);

const emailsAreUsed = rule(['alarms'], ({ alarms }) =>
  alarms.enabled || alarms.emails.length === 0
    ? []
    : [{ setting: 'alarms', expected: 'no emails when alarms are disabled, or enabled: true' }],
);

/** Checks of one environment's settings against each other, beyond the schema of each. */
export const consistency = [
  namesFit,
  bucketsDiffer,
  environmentFits,
  imagesFit,
  keysAreInRegion,
  boundaryIsInPartition,
  existingBucketsAreLeftAlone,
  emailsAreUsed,
];

function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
