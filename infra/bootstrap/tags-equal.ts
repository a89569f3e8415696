import { identityTags } from '../identity-tags.ts';
import type { Settings } from '../settings.ts';

/**
 * Returns the conditions that something has the tags of an environment.
 *
 * @param of the condition key of its tags, such as `aws:ResourceTag`
 */
export function tagsEqual(settings: Settings, of: string, test = 'StringEquals') {
  return identityTags(settings).map(({ key, value }) => ({ test, variable: `${of}/${key}`, values: [value] }));
}
