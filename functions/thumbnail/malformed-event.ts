import type * as z from 'zod';
import { Failure } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import type { LogKeys } from './log-keys/log-keys.ts';

/**
 * Returns the failure of a part of an event that cannot be read: what is wrong with which field, and how the part begins.
 *
 * @param error reports the input
 * @param quote returns the beginning of the part, or of a field, as the log may show it
 */
export function malformedEvent(what: string, value: unknown, error: z.ZodError, quote: LogKeys['quote']): Failure {
  const problems = error.issues.map(({ path, message, input }) => {
    return `${path.join('.') || what}: ${message}${typeof input === 'string' ? `, not ${quote(input)}` : ''}`;
  });
  const reason = `Not ${what}: ${problems.join('; ')}. It begins: ${quote(value)}`;
  return new Failure('malformed-event', escapeControlCharacters(reason));
}
