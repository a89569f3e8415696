import * as z from 'zod';
import { consistency } from './consistency.ts';
import { SettingsError } from './errors.ts';
import { describeIssues } from './issues.ts';
import { namesOf } from './names.ts';
import { Settings } from './settings.ts';

/** No two environments may share a name: deploying the one would take over what belongs to the other. */
const noneShared = z.superRefine<Settings[]>(
  (environments, context) => {
    const owners = new Map<string, number>();
    for (const [index, candidate] of environments.entries()) {
      const { data: settings } = Settings.safeParse(candidate);
      if (!settings) continue;
      const { sourceBucket, processedBucket, function: functionName } = namesOf(settings, '<account>');
      const names = [settings.name, functionName, sourceBucket, processedBucket];
      const shared = names.find((name) => owners.has(name));
      for (const name of names) owners.set(name, owners.get(name) ?? index);
      if (shared === undefined) continue;
      const message = `expected names of its own: environments[${owners.get(shared)}] has "${shared}" already`;
      context.addIssue({ code: 'custom', path: [index, 'name'], input: settings.name, message });
    }
  },
  { when: ({ value }) => Array.isArray(value) },
);

const nonEmpty =
  'expected at least one environment, such as { project: "thumbnails", name: "dev", region: "eu-west-1" }';

const Environments = z
  .array(Settings.check(...consistency), { error: nonEmpty })
  .min(1, { error: nonEmpty })
  .check(noneShared);

/**
 * Reads the list of environments, and fills in the defaults.
 * @throws {SettingsError} that names every problem, each with the offending value and what was expected instead
 */
export function parseEnvironments(input: unknown): Settings[] {
  const { data, error } = Environments.safeParse(input, { reportInput: true });
  if (error) throw new SettingsError(describeIssues('environments', error.issues));
  return data;
}
