import * as z from 'zod';
import { defaultThumbnailKeys, RetiredKeys, ThumbnailKeys } from '../../../functions/thumbnail/keys/key-template.ts';
import { templateOfVariant } from '../../../functions/thumbnail/keys/template-of-variant.ts';
import { markdown } from '../markdown.ts';
import { type Attributes, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';

const lambda = 'aws_lambda_function';

/** The variables that the keys depend on. JSON in them is read already. Functions of earlier versions have only the first. */
const Variables = z.object({
  VARIANTS: z.array(
    z.object({
      name: z.string(),
      width: z.int().optional(),
      height: z.int().optional(),
      format: z.string().default('webp'),
    }),
  ),
  THUMBNAIL_KEYS: z._default(ThumbnailKeys, defaultThumbnailKeys),
  RETIRED_KEYS: z._default(RetiredKeys, []),
});

/** Returns the templates of all keys that a function removes objects from; undefined for another function, or one that hides them. */
function templatesOf(attributes: Attributes | undefined): string[] | undefined {
  const { data } = Variables.safeParse(valueAt(attributes, 'environment.0.variables'));
  return data && [...data.VARIANTS.map((it) => templateOfVariant(it, data.THUMBNAIL_KEYS)), ...data.RETIRED_KEYS];
}

const retiredKeys: Rule = {
  type: lambda,
  find({ before, after }) {
    const was = templatesOf(before);
    if (!was || !after) return [];
    const is = templatesOf(after);
    if (!is) return [markdown`cannot be checked for thumbnails that it leaves behind: its variables are not known.`];
    return was
      .filter((template) => !is.includes(template))
      .map(
        (template) =>
          markdown`no longer removes thumbnails at ${template}, which stay when their originals are deleted. Add ${template} to the setting ${'retiredKeys'}, or allow this if nothing is there.`,
      );
  },
};

/** Nothing removes what shows images of originals that are deleted later. */
export const leftBehind = { 'retired keys': retiredKeys } satisfies Rules;
