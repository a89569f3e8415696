/** A value of a plan. What may not be shown, or is not known yet, is a symbol, which nothing in a JSON file can pass for. */
export type Value = null | string | number | boolean | symbol | Value[] | Attributes;
export type Attributes = { [name: string]: Value };

/** What is not known before it is applied, such as the ARN of something that does not exist yet. */
export const unknown = Symbol('known after apply');

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isAttributes(value: Value | undefined): value is Attributes {
  return isObject(value);
}

/** Terraform writes what is not set as null, or as an empty block, as it happens. */
export function isNothing(value: Value | undefined): value is null | undefined {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (isAttributes(value) && Object.keys(value).length === 0);
}

export function isEmpty(value: Value | undefined): boolean {
  return isNothing(value) || value === '';
}

/** A field by a name that somebody else has chosen, which may be that of a method which every object has. */
export function fieldOf(attributes: Attributes | undefined, name: string): Value | undefined {
  return attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/**
 * The value at a path such as `rule.0.status`, in which blocks are lists: null where it is not set, `undefined` where there
 * is no resource at all.
 */
export function valueAt(attributes: Attributes | undefined, path: string): Value | undefined {
  if (!attributes) return undefined;
  return path.split('.').reduce<Value>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)] ?? null;
    // What is hidden as a whole is hidden in all of its parts.
    return isAttributes(value) ? (fieldOf(value, name) ?? null) : typeof value === 'symbol' ? value : null;
  }, attributes);
}
