import * as z from 'zod';
import { consistency } from './consistency.ts';
import { SettingsError } from './errors.ts';
import { describeIssues } from './issues.ts';
import { namesOf } from './names.ts';
import { Settings } from './settings.ts';

/** The environments that are right by themselves, each with its names. */
function named(environments: readonly Settings[]) {
  return environments.flatMap((candidate, index) => {
    const { data: settings } = Settings.safeParse(candidate);
    return settings ? [{ index, settings, names: namesOf(settings, '<account>') }] : [];
  });
}

const whenListed: z.core.$ZodSuperRefineParams = { when: ({ value }) => Array.isArray(value) };

/** No two environments may share a name: deploying the one would take over what belongs to the other. */
const noneShared = z.superRefine<Settings[]>((environments, context) => {
  const owners = new Map<string, number>();
  for (const { index, settings, names } of named(environments)) {
    const own = [settings.name, names.function, names.sourceBucket, names.processedBucket];
    const shared = own.find((name) => owners.has(name));
    for (const name of own) owners.set(name, owners.get(name) ?? index);
    if (shared === undefined) continue;
    const message = `expected names of its own: environments[${owners.get(shared)}] has "${shared}" already`;
    context.addIssue({ code: 'custom', path: [index, 'name'], input: settings.name, message });
  }
}, whenListed);

/** None may keep its state, or its access logs, among the images of another: with those it goes, or is taken for an upload. */
const noneIntrudes = z.superRefine<Settings[]>((environments, context) => {
  const all = named(environments);
  for (const { index, settings } of all) {
    const given = { accessLogBucket: settings.accessLogBucket, remoteState: settings.remoteState?.bucket };
    for (const [setting, bucket] of Object.entries(given)) {
      const owner = all.find(({ names }) => bucket === names.sourceBucket || bucket === names.processedBucket);
      if (owner === undefined || owner.index === index) continue;
      const message = `expected another bucket: in this one are the images of environments[${owner.index}]`;
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
 * Reads the list of environments, and fills in the defaults.
 * @throws {SettingsError} that names every problem, each with the offending value and what was expected instead
 */
export function parseEnvironments(input: unknown): Settings[] {
  // Of what has no words of its own, which is an entry that is no object.
  const otherwise = () => `expected an environment, ${example}`;
  const { data, error } = Environments.safeParse(input, { reportInput: true, error: otherwise });
  if (error) throw new SettingsError(describeIssues('environments', error.issues));
  return data;
}
