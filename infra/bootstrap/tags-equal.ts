import { identityTags } from '../identity-tags.ts';
import type { Settings } from '../settings.ts';

/**
 * Returns the conditions that require the tags of an environment.
 *
 * @param context the condition key without the name of a tag, such as `aws:ResourceTag`
 */
export function tagsEqual(settings: Settings, context: string, test = 'StringEquals') {
  return identityTags(settings).map(({ key, value }) => ({ test, variable: `${context}/${key}`, values: [value] }));
}
