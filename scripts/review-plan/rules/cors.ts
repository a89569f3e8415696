import { type Attributes, stringsIn, type Value } from '../values.ts';

const argument = /^(allowed_origins|allow_origins|access_control_allow_origins)$/;

/** Returns the origins whose pages a resource lets in, wherever it lists them. */
export function originsOf(attributes: Attributes | undefined): string[] {
  return originsIn(attributes ?? null);
}

function originsIn(value: Value): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (argument.test(name) ? stringsIn(part) : originsIn(part)));
}
