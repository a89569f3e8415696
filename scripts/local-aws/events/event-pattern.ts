import * as z from 'zod';

const Matcher = z.union(
  [
    z.string(),
    z.strictObject({ prefix: z.string() }),
    z.strictObject({ suffix: z.string() }),
    z.strictObject({ wildcard: z.string().regex(/^[^\\]*$/, 'expected no escaped characters') }),
  ],
  { error: 'expected a string, prefix, suffix or wildcard: the local EventBridge knows no other matcher' },
);
type Matcher = z.infer<typeof Matcher>;

/** Selects events by their fields. An array holds the matchers of which one must match. */
export interface EventPattern {
  [field: string]: Matcher[] | EventPattern;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export const EventPattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.record(z.string(), z.union([z.array(Matcher).min(1), EventPattern])),
);

/** Whether a pattern selects an event. */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  const fields = new Map(event !== null && typeof event === 'object' ? Object.entries(event) : []);
  return Object.entries(pattern).every(([field, expected]) => {
    const value: unknown = fields.get(field);
    if (!Array.isArray(expected)) return matchesPattern(expected, value);
    return typeof value === 'string' && expected.some((matcher) => matches(matcher, value));
  });
}

function matches(matcher: Matcher, value: string): boolean {
  if (typeof matcher === 'string') return value === matcher;
  if ('prefix' in matcher) return value.startsWith(matcher.prefix);
  if ('suffix' in matcher) return value.endsWith(matcher.suffix);
  const literals = matcher.wildcard.split('*').map((literal) => literal.replaceAll(/[$()+.?[\]^{|}]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's').test(value);
}
