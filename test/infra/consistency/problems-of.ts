import { consistency } from '../../../infra/consistency.ts';
import { type EnvironmentSettings, Settings } from '../../../infra/settings.ts';

const Consistent = Settings.check(...consistency);
const required = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };

/** Buckets of other names than the stack would give them. */
export const buckets = { sourceBucket: 'photos', processedBucket: 'thumbs' };

/** Returns the problems that every check finds in an environment with the given settings, each as `setting: what was expected`. */
export function problemsOf(settings: Partial<EnvironmentSettings>): string[] {
  const { error } = Consistent.safeParse({ ...required, ...settings });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}
