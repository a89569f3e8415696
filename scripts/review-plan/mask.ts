import { isObject, unknown, type Value } from './values.ts';

/** The structures that Terraform writes beside a value: true where the value, or a part of it, is hidden. */
export interface Hidden {
  /** One structure for the value before, one for the value after. A value marked in either is hidden in both: they may be equal. */
  sensitive: unknown[];
  unknown: unknown;
}

/**
 * Returns a function that replaces each sensitive or unknown part of a value by a symbol, and JSON in a string by its content.
 * Equal secrets become the same symbol, so that a report can say that a secret changes, and nothing else about it.
 */
export function masking(): (value: unknown, hidden: Hidden) => Value {
  const secrets = new Map<string, symbol>();

  return masked;

  function masked(value: unknown, hidden: Hidden): Value {
    if (hidden.sensitive.includes(true)) return secretOf(JSON.stringify(value) ?? '');
    if (hidden.unknown === true) return unknown;
    if (Array.isArray(value)) return value.map((item, index) => masked(item, part(hidden, index)));
    if (isObject(value)) {
      // Unknown fields are missing from the value itself.
      const names = new Set([...Object.keys(value), ...(isObject(hidden.unknown) ? Object.keys(hidden.unknown) : [])]);
      return Object.fromEntries([...names].map((name) => [name, masked(value[name], part(hidden, name))]));
    }
    if (typeof value === 'string') return parsed(value);
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }

  function secretOf(json: string): symbol {
    const secret = secrets.get(json) ?? Symbol('sensitive');
    secrets.set(json, secret);
    return secret;
  }
}

function part(hidden: Hidden, name: string | number): Hidden {
  const within = (structure: unknown): unknown =>
    Array.isArray(structure) || isObject(structure) ? Reflect.get(structure, name) : false;
  return { sensitive: hidden.sensitive.map(within), unknown: within(hidden.unknown) };
}

function parsed(text: string): Value {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
