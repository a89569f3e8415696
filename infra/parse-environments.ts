import * as z from 'zod';
import { anyAccount, canBeSameBucket } from './bucket-names.ts';
import { consistency } from './consistency.ts';
import { SettingsError } from './errors.ts';
import { describeIssues } from './issues.ts';
import { type Names, namesOf } from './names.ts';
import { Settings } from './settings.ts';
import { stateKey } from './state-key.ts';

interface Named {
  index: number;
  settings: Settings;
  names: Names;
}

/** Returns the environments that are valid by themselves, each with its names. */
function named(environments: readonly Settings[]): Named[] {
  return environments.flatMap((candidate, index) => {
    const { data: settings } = Settings.safeParse(candidate);
    return settings ? [{ index, settings, names: namesOf(settings, anyAccount) }] : [];
  });
}

const whenListed: z.core.$ZodSuperRefineParams = { when: ({ value }) => Array.isArray(value) };

/** No two environments may share a name: deploying one would take over the resources of the other. */
const noneShared = z.superRefine<Settings[]>((environments, context) => {
  const all = named(environments);
  for (const { index, settings, names } of all) {
    for (const other of all.slice(
      0,
      all.findIndex((each) => each.index === index),
    )) {
      const shared = sharedName({ settings, names }, other);
      if (shared === undefined) continue;
      const message = `expected names of its own: environments[${other.index}] already has "${shared}"`;
      context.addIssue({ code: 'custom', path: [index, 'name'], input: settings.name, message });
      break;
    }
  }
}, whenListed);

function sharedName(one: Pick<Named, 'settings' | 'names'>, other: Named): string | undefined {
  if (one.settings.name === other.settings.name) return one.settings.name;
  if (one.names.function === other.names.function) return one.names.function;
  return [one.names.sourceBucket, one.names.processedBucket].find((bucket) => isBucketOf(bucket, other));
}

function isBucketOf(bucket: string, { names }: Named): boolean {
  return canBeSameBucket(bucket, names.sourceBucket) || canBeSameBucket(bucket, names.processedBucket);
}

/** No environment may store its state or access logs in a bucket of another: they would be processed as uploads or deleted with it. */
const noneIntrudes = z.superRefine<Settings[]>((environments, context) => {
  const all = named(environments);
  for (const { index, settings } of all) {
    const given = {
      accessLogBucket: settings.accessLogBucket,
      remoteState: settings.remoteState?.bucket,
      delivery: settings.delivery.cloudfront?.accessLogBucket,
    };
    for (const [setting, bucket = ''] of Object.entries(given)) {
      const owner = all.find((other) => other.index !== index && isBucketOf(bucket, other));
      if (owner === undefined) continue;
      const message = `expected another bucket: this one holds the images of environments[${owner.index}]`;
      context.addIssue({ code: 'custom', path: [index, setting], input: bucket, message });
    }
  }
}, whenListed);

/** No two environments may have one state: deploying one would destroy the other. */
const noneSharesState = z.superRefine<Settings[]>((environments, context) => {
  const all = named(environments).flatMap(({ index, settings }) => {
    const { remoteState } = settings;
    return remoteState ? [{ index, remoteState, place: `${remoteState.bucket}/${stateKey(settings)}` }] : [];
  });
  for (const { index, remoteState, place } of all) {
    const other = all.find((each) => each.place === place && each.index < index);
    if (other === undefined) continue;
    const message = `expected a key of its own: environments[${other.index}] already has its state at "${place}"`;
    context.addIssue({ code: 'custom', path: [index, 'remoteState'], input: remoteState, message });
  }
}, whenListed);

const example = 'such as { project: "thumbnails", name: "dev", region: "eu-west-1" }';
const nonEmpty = `expected at least one environment, ${example}`;

const Environments = z
  .array(Settings.check(...consistency), { error: nonEmpty })
  .min(1, { error: nonEmpty })
  .check(noneShared, noneIntrudes, noneSharesState);

/**
 * Parses the list of environments and fills in the defaults.
 * @throws {SettingsError} when any setting is wrong: it names every problem, its value and what was expected
 */
export function parseEnvironments(input: unknown): Settings[] {
  // For an entry that is not an object, which no other message covers.
  const fallback = () => `expected an environment, ${example}`;
  const { data, error } = Environments.safeParse(input, { reportInput: true, error: fallback });
  if (error) throw new SettingsError(describeIssues('environments', error.issues));
  return data;
}
