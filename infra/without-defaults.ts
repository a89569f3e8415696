import { Variant } from '../functions/thumbnail/contract/variant.ts';

const defaults: Partial<Variant> = Variant.parse({ name: 'any', width: 1 });

/** Returns the fields of a variant that are not the default, since Lambda limits the size of all variables together. */
export function withoutDefaults(variant: Variant): Partial<Variant> {
  const required: readonly string[] = ['name', 'width', 'height'] satisfies (keyof Variant)[];
  return Object.fromEntries(
    Object.entries(variant).filter(
      ([field, value]) => required.includes(field) || value !== defaults[field as keyof Variant],
    ),
  );
}
