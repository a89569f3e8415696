import * as z from 'zod';

/** A string with wildcards; or a symbol for a value that a plan does not know, or does not show. */
export type Pattern = string | symbol;

/** Matches one of the patterns; with `except`, none of them. A statement without the element has one empty pattern. */
export interface Scope<Of extends Pattern = Pattern> {
  except: boolean;
  patterns: Of[];
}

export interface Condition<Of extends Pattern = Pattern> {
  test: string;
  /** In lower case: the names of condition keys are not case-sensitive. */
  key: string;
  values: Of[];
}

/** A statement of a policy, in one form for the several ways to write each element. */
export interface Statement<Of extends Pattern = Pattern> {
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  action: Scope<Of>;
  resource: Scope<Of>;
  principal: Scope<Of>;
  conditions: Condition<Of>[];
}

/** A schema for a list of which one item may be written without brackets, as IAM lets. */
export function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => [value].flat(), z.array(item));
}

const Patterns = oneOrMany(
  z.union([z.string(), z.symbol(), z.number().transform(String), z.boolean().transform(String)]),
);

const Principal = z.union([
  z.literal('*').transform(() => ['*']),
  // `{"AWS": "*"}` is anyone just as `"*"` is.
  z.record(z.string(), Patterns).transform((byType) => Object.values(byType).flat()),
]);

/** The schema of a statement: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: Patterns.optional(),
    NotAction: Patterns.optional(),
    Resource: Patterns.optional(),
    NotResource: Patterns.optional(),
    Principal: Principal.optional(),
    NotPrincipal: Principal.optional(),
    Condition: z.record(z.string(), z.record(z.string(), Patterns)).default({}),
  })
  .refine(({ Action, NotAction }) => !Action !== !NotAction, 'expected either Action or NotAction')
  .refine(({ Resource, NotResource }) => !Resource || !NotResource, 'expected either Resource or NotResource')
  .refine(({ Principal, NotPrincipal }) => !Principal || !NotPrincipal, 'expected either Principal or NotPrincipal')
  .transform(
    (it): Statement => ({
      sid: it.Sid,
      effect: it.Effect,
      action: scope(it.Action, it.NotAction),
      resource: scope(it.Resource, it.NotResource),
      principal: scope(it.Principal, it.NotPrincipal),
      conditions: Object.entries(it.Condition).flatMap(([test, byKey]) =>
        Object.entries(byKey).map(([key, values]) => ({ test, key: key.toLowerCase(), values })),
      ),
    }),
  );

const Document = z.object({ Statement: oneOrMany(Statement) });

/** Whether a value looks like a policy. */
export function isPolicy(value: unknown): value is { Statement: unknown } {
  return typeof value === 'object' && value !== null && 'Statement' in value;
}

/**
 * Returns the statements of a policy; none for null or `undefined`.
 *
 * @throws {ZodError} when the value is not a policy by the grammar of IAM
 */
export function statementsOf(policy: unknown): Statement[] {
  return policy === undefined || policy === null ? [] : Document.parse(policy).Statement;
}

function scope(patterns: Pattern[] | undefined, exceptions: Pattern[] | undefined): Scope {
  return exceptions ? { except: true, patterns: exceptions } : { except: false, patterns: patterns ?? [''] };
}
