import * as z from 'zod';
import { type Attributes, isAttributes, type Value } from '../values.ts';

/** A string with wildcards, or what is not known, or not shown. */
export type Pattern = string | symbol;

/** What fits one of the patterns; with `except`, what fits none. A statement that does not name it has one empty pattern. */
export interface Scope {
  except: boolean;
  patterns: Pattern[];
}

export interface Condition {
  test: string;
  key: string;
  values: Pattern[];
}

/** A statement of a policy, without the several ways in which each can be written. */
export interface Statement {
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  action: Scope;
  resource: Scope;
  principal: Scope;
  conditions: Condition[];
}

const Patterns = z.preprocess(
  (value) => [value].flat(),
  z.array(z.union([z.string(), z.symbol(), z.number().transform(String), z.boolean().transform(String)])),
);
const Principal = z.union([
  z.literal('*').transform(() => ['*']),
  z.record(z.string(), Patterns).transform(identities),
]);

const RawStatement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: Patterns.optional(),
  NotAction: Patterns.optional(),
  Resource: Patterns.optional(),
  NotResource: Patterns.optional(),
  Principal: Principal.optional(),
  NotPrincipal: Principal.optional(),
  Condition: z.record(z.string(), z.record(z.string(), Patterns)).default({}),
});

const Document = z.object({ Statement: z.preprocess((value) => [value].flat(), z.array(RawStatement)) });

export function isPolicy(value: Value | undefined): value is Attributes {
  return isAttributes(value) && 'Statement' in value;
}

/**
 * The statements of a policy; none without a policy. The grammar:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @throws {z.ZodError} when it is not a policy by that grammar
 */
export function statementsOf(policy: Value | undefined): Statement[] {
  if (policy === undefined || policy === null) return [];
  return Document.parse(policy).Statement.map((it) => ({
    sid: it.Sid,
    effect: it.Effect,
    action: scope(it.Action, it.NotAction),
    resource: scope(it.Resource, it.NotResource),
    principal: scope(it.Principal, it.NotPrincipal),
    conditions: Object.entries(it.Condition).flatMap(([test, byKey]) =>
      // The names of condition keys are not case-sensitive.
      Object.entries(byKey).map(([key, values]) => ({ test, key: key.toLowerCase(), values })),
    ),
  }));
}

function scope(patterns: Pattern[] | undefined, exceptions: Pattern[] | undefined): Scope {
  return exceptions ? { except: true, patterns: exceptions } : { except: false, patterns: patterns ?? [''] };
}

/** `{"AWS": "*"}` is anyone as much as `"*"` is. */
function identities(byType: Record<string, Pattern[]>): Pattern[] {
  return Object.values(byType).flat();
}
