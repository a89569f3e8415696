import * as z from 'zod';
import { consistency } from './consistency.ts';
import { SettingsError } from './errors.ts';
import { describeIssues } from './issues.ts';
import { namesOf } from './names.ts';
import { Settings } from './settings.ts';

/** Returns the environments that are valid by themselves, each with its names. */
function named(environments: readonly Settings[]) {
  return environments.flatMap((candidate, index) => {
    const { data: settings } = Settings.safeParse(candidate);
    return settings ? [{ index, settings, names: namesOf(settings, '<account>') }] : [];
  });
}

const whenListed: z.core.$ZodSuperRefineParams = { when: ({ value }) => Array.isArray(value) };

/** No two environments may share a name: deploying one would take over the resources of the other. */
const noneShared = z.superRefine<Settings[]>((environments, context) => {
  const owners = new Map<string, number>();
  for (const { index, settings, names } of named(environments)) {
    const own = [settings.name, names.function, names.sourceBucket, names.processedBucket];
    const shared = own.find((name) => owners.has(name));
    for (const name of own) owners.set(name, owners.get(name) ?? index);
    if (shared === undefined) continue;
    const message = `expected names of its own: environments[${owners.get(shared)}] already has "${shared}"`;
    context.addIssue({ code: 'custom', path: [index, 'name'], input: settings.name, message });
  }
}, whenListed);

/** No environment may store its state or access logs in a bucket of another: they would be processed as uploads or deleted with it. */
const noneIntrudes = z.superRefine<Settings[]>((environments, context) => {
  const all = named(environments);
  for (const { index, settings } of all) {
    const given = { accessLogBucket: settings.accessLogBucket, remoteState: settings.remoteState?.bucket };
    for (const [setting, bucket] of Object.entries(given)) {
      const owner = all.find(({ names }) => bucket === names.sourceBucket || bucket === names.processedBucket);
      if (owner === undefined || owner.index === index) continue;
      const message = `expected another bucket: this one holds the images of environments[${owner.index}]`;
      context.addIssue({ code: 'custom', path: [index, setting], input: bucket, message });
    }
  }
}, whenListed);

const example = 'such as { project: "thumbnails", name: "dev", region: "eu-west-1" }';
const nonEmpty = `expected at least one environment, ${example}`;

const Environments = z
  .array(Settings.check(...consistency), { error: nonEmpty })
  .min(1, { error: nonEmpty })
  .check(noneShared, noneIntrudes);

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
