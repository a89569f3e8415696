import { Failure } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import type { LogKeys } from './log-keys/log-keys.ts';
import type * as z from './zod.ts';

/**
 * Returns the failure for an event, or a part of it, that cannot be read. The message names each wrong field, and quotes the value.
 *
 * @param what names the expected value, such as `an S3 record`
 * @param error was made with `reportInput`
 */
export function malformedEvent(
  what: string,
  value: unknown,
  error: z.core.$ZodError,
  quote: LogKeys['quote'],
): Failure {
  const problems = error.issues.map(({ path, message, input }) => {
    return `${path.join('.') || what}: ${message}${typeof input === 'string' ? `, not ${quote(input)}` : ''}`;
  });
  const reason = `Not ${what}: ${problems.join('; ')}. It begins: ${quote(value)}`;
  return new Failure('malformed-event', escapeControlCharacters(reason));
}
