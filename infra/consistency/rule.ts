import * as z from 'zod';
import type { Settings } from '../settings.ts';

type Setting = keyof Settings;

/** A setting that does not fit the others. */
export interface Problem {
  setting: Setting;
  /** The expectation, without the word `expected`. */
  expected: string;
}

/** Creates a check of settings against each other. It is skipped while one of them is itself invalid, which is reported already. */
export function rule<Checked extends Setting>(
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

/** The settings that `namesOf` needs. */
export const identity = ['project', 'name', 'region', 'sourceBucket', 'processedBucket', 'organization'] as const;
