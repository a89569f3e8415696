import { maxSide, Variant } from '../../functions/thumbnail/contract/variant.ts';
import { interpolation } from './expression.ts';

/** Returns the options of a schema that has a default. */
function optionsOf<Option extends string>({ def }: { def: { innerType: { options: Option[] } } }): Option[] {
  return def.innerType.options;
}

const { fit, position, format, gamut, metadata } = Variant.shape;
const strategies = optionsOf(position).filter((option) => ['attention', 'entropy'].includes(option));

const everyVariant = (condition: string, expected: string) => ({
  condition: interpolation(`alltrue([for variant in var.variants : ${condition}])`),
  error_message: `Each variant needs ${expected}.`,
});

const oneOf = (argument: string, options: readonly string[], byDefault: string) =>
  everyVariant(
    `contains(${JSON.stringify(options)}, coalesce(variant.${argument}, "${byDefault}"))`,
    `${/^[aeio]/.test(argument) ? 'an' : 'a'} ${argument} that is one of ${options.join(', ')}`,
  );

const wholeNumber = (argument: string, min: number, max: number) =>
  everyVariant(
    `contains(range(${min}, ${max + 1}), coalesce(variant.${argument}, ${min}))`,
    `${/^[aeio]/.test(argument) ? 'an' : 'a'} ${argument} that is a whole number, ${min} to ${max}`,
  );

const isStrategy = `contains(${JSON.stringify(strategies)}, coalesce(variant.position, "center"))`;
const size = '[for side in [variant.width, variant.height] : side if side != null]';

/** The conditions on the variable `variants`. The function's own schema says the same, but only once it is deployed. */
export const variantValidation = [
  { condition: interpolation('length(var.variants) > 0'), error_message: 'Expected at least one variant.' },
  {
    condition: interpolation('length(distinct(var.variants[*].name)) == length(var.variants)'),
    error_message: 'Each variant needs a name of its own.',
  },
  everyVariant(
    'can(regex("^[a-z0-9][a-z0-9-]{0,62}$", variant.name)) && variant.name != "results"',
    'a name of 1 to 63 lower-case letters, digits or hyphens, other than results',
  ),
  everyVariant(
    `length(${size}) > 0 && alltrue([for side in ${size} : side >= 1 && side <= ${maxSide} && floor(side) == side])`,
    `a width, a height, or both, each a whole number of 1 to ${maxSide} pixels`,
  ),
  oneOf('format', optionsOf(format), 'webp'),
  oneOf('fit', optionsOf(fit), 'cover'),
  oneOf('position', optionsOf(position), 'center'),
  oneOf('gamut', optionsOf(gamut), 'srgb'),
  oneOf('metadata', optionsOf(metadata), 'none'),
  wholeNumber('quality', 1, 100),
  wholeNumber('effort', 0, 6),
  everyVariant(
    'can(regex("^#([0-9A-Fa-f]{2}){3,4}$", coalesce(variant.background, "#ffffff")))',
    'a background such as #ffffff, or #ffffff00 with its opacity',
  ),
  everyVariant('try(length(variant.key_prefix), 0) <= 1024', 'a key_prefix of at most 1024 characters'),
  everyVariant(
    `coalesce(variant.fit, "cover") == "cover" || !${isStrategy}`,
    'a direction as its position, such as center, or the fit cover: only that crops',
  ),
  everyVariant(
    `!coalesce(variant.animated, false) || (contains(["webp", "source"], coalesce(variant.format, "webp")) && !${isStrategy})`,
    'the format webp or source and a direction as its position if animated is true',
  ),
];
