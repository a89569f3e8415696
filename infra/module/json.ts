/** A value of Terraform's JSON. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of blocks, as opposed to a list of values. */
export function isBlocks(value: Json | undefined): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

/** Returns a list, empty where there is none. */
export function asList(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a list of blocks, empty where there is none. */
export function asBlocks(value: Json | undefined): JsonObject[] {
  return asList(value).filter(isObject);
}
