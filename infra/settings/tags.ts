import * as z from 'zod';
import { tagKey, tagValue } from './aws-values.ts';

/** Tags that everything has, unless one of the settings takes its place. */
const builtInTags = ['project', 'environment'];
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const maxTags = 50;

/** IAM refuses tags that differ only in case, and the deployment would stop halfway. */
export const Tags = z
  .record(tagKey, tagValue, { error: 'expected an object of tags, such as { owner: "web" }' })
  .refine((tags) => areDistinct(Object.keys(tags)), { error: 'expected tags that differ in more than case' })
  .refine((tags) => countWithBuiltIn(tags) <= maxTags, {
    error: `expected at most ${maxTags} tags, which is what AWS allows, including ${builtInTags.join(' and ')}`,
  });

function areDistinct(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
}

function countWithBuiltIn(tags: Readonly<Record<string, string>>): number {
  return new Set([...builtInTags, ...Object.keys(tags).map((key) => key.toLowerCase())]).size;
}
