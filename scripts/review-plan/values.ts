/** A value of a plan. A symbol stands for one that is secret, or not known yet: nothing in a JSON file can pass for it. */
export type Value = null | string | number | boolean | symbol | Value[] | Attributes;
export type Attributes = { [name: string]: Value };

/** Stands for a value that is not known before apply, such as the ARN of a new resource. */
export const unknown = Symbol('known after apply');

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isAttributes(value: Value | undefined): value is Attributes {
  return isObject(value);
}

/** Whether an argument is not set: Terraform writes null or an empty block for that. */
export function isNothing(value: Value | undefined): value is null | undefined {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (isAttributes(value) && Object.keys(value).length === 0);
}

export function isEmpty(value: Value | undefined): boolean {
  return isNothing(value) || value === '';
}

/** Returns a field by a name that the plan chose, which may be the name of a method of every object. */
export function fieldOf(attributes: Attributes | undefined, name: string): Value | undefined {
  return attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/**
 * Returns the value at a path such as `rule.0.status`, in which blocks are lists: null where it is not set, `undefined` without
 * a resource.
 */
export function valueAt(attributes: Attributes | undefined, path: string): Value | undefined {
  if (!attributes) return undefined;
  return path.split('.').reduce<Value>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)] ?? null;
    // A block that occurs once may be written without its list.
    if (name === '0' && isAttributes(value) && !Object.hasOwn(value, name)) return value;
    // A value that is hidden as a whole is hidden in all of its parts.
    return isAttributes(value) ? (fieldOf(value, name) ?? null) : typeof value === 'symbol' ? value : null;
  }, attributes);
}

/** Returns every string in a value, at any depth. */
export function stringsIn(value: Value | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
