import { interpolation } from './expression.ts';
import type { Variable } from './variable.ts';

/** The variable of the tags that a caller adds, with what AWS demands of tags. */
export const tagsVariable: Variable = {
  type: 'map(string)',
  description:
    "In addition to project and environment, which everything is tagged with. One that differs from them in case takes their place. Repeat a Project or Environment of your provider's default_tags here, since IAM refuses both spellings.",
  default: {},
  nullable: false,
  validation: [
    {
      condition: interpolation('length(distinct([for tag in keys(var.tags) : lower(tag)])) == length(var.tags)'),
      error_message: 'Expected tags that differ in more than case.',
    },
    {
      condition: interpolation(
        `alltrue([for key, value in var.tags : can(regex("^[A-Za-z0-9 _.:/=+@-]{1,128}$", key)) && can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", value)) && !anytrue([for text in [key, value] : startswith(lower(text), "aws:")])])`,
      ),
      error_message:
        'Expected keys of 1 to 128 and values of 1 to 256 letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:".',
    },
    {
      condition: interpolation(
        'length(distinct(concat(["project", "environment"], [for tag in keys(var.tags) : lower(tag)]))) <= 50',
      ),
      error_message: 'Expected at most 50 tags, which is what AWS allows, including project and environment.',
    },
  ],
};
