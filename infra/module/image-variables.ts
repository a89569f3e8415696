import { sourceFormats } from '../../functions/thumbnail/contract/source-formats.ts';
import { interpolation } from './expression.ts';
import { retiredKeysValidation } from './retired-keys-validation.ts';
import type { Variable } from './variable.ts';
import { variantValidation } from './variant-validation.ts';

/** The optional arguments of a variant, by their types in Terraform. */
export const variantArguments = {
  number: ['width', 'height', 'quality', 'effort'],
  string: ['fit', 'position', 'background', 'format', 'gamut', 'key_prefix', 'metadata'],
  bool: ['animated', 'without_enlargement', 'sharpen'],
} as const;
const optionalOfVariant = Object.entries(variantArguments)
  .flatMap(([type, names]) => names.map((name) => `${name} = optional(${type})`))
  .join(', ');

/** The variables about which images are read, and what is made of them. */
export const imageVariables: Readonly<Record<string, Variable>> = {
  variants: {
    type: `list(object({ name = string, ${optionalOfVariant} }))`,
    description:
      'The thumbnails to make of each image: docs/outcomes.md of the project explains the arguments. Terraform ignores an argument that is misspelt.',
    default: [{ name: '200x200', width: 200, height: 200, without_enlargement: false }],
    nullable: false,
    validation: variantValidation,
  },
  retired_keys: {
    type: 'list(string)',
    description:
      'Templates of keys that no variant has any more, such as small/{key}.webp, whose thumbnails are removed with their source.',
    default: [],
    nullable: false,
    validation: retiredKeysValidation,
  },
  formats: {
    type: 'map(bool)',
    description: 'The formats that are read, such as { heic = false }. An upload in one that is off is rejected.',
    default: {},
    nullable: false,
    validation: [
      {
        condition: interpolation(
          `alltrue([for name in keys(var.formats) : contains(${JSON.stringify(sourceFormats.options)}, name)])`,
        ),
        error_message: `Expected names of formats: ${sourceFormats.options.join(', ')}.`,
      },
      {
        condition: interpolation('alltrue([for isRead in values(var.formats) : isRead != null])'),
        error_message: 'Expected true or false for each format.',
      },
    ],
  },
};
