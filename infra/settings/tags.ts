import * as z from 'zod';
import { tagKey, tagValue } from './aws-values.ts';

/** Tags that everything already has. */
const builtInTags = ['project', 'environment'];
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const maxTags = 50;

/** IAM refuses tags that differ only in case, and the deployment would stop halfway. */
export const Tags = z
  .record(tagKey, tagValue, { error: 'expected an object of tags, such as { owner: "web" }' })
  .refine((tags) => areDistinct([...builtInTags, ...Object.keys(tags)]), {
    error: `expected tags that differ in more than case and are not named ${builtInTags.join(' or ')}, which everything already has`,
  })
  .refine((tags) => builtInTags.length + Object.keys(tags).length <= maxTags, {
    error: `expected at most ${maxTags - builtInTags.length} tags: AWS allows ${maxTags}, including ${builtInTags.join(' and ')}`,
  });

function areDistinct(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
}
