import type * as z from 'zod';
import { Failure } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';

/** Returns the failure of a part of an event that cannot be read: what is wrong with which field, and how the part begins. */
export function malformedEvent(what: string, value: unknown, error: z.ZodError): Failure {
  const problems = error.issues.map(({ path, message }) => `${path.join('.') || what}: ${message}`).join('; ');
  const excerpt = (JSON.stringify(value) ?? String(value)).slice(0, 200);
  return new Failure('malformed-event', escapeControlCharacters(`Not ${what}: ${problems}. It begins: ${excerpt}`));
}
