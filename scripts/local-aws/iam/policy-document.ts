import * as z from 'zod';

/** IAM lets a list of one be written without its brackets. */
function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => [value].flat(), z.array(item).min(1));
}

/** A variable, such as `${aws:username}`, would have to be looked up. */
const Pattern = z.string().regex(/^(?!.*\$\{)/s, 'expected no policy variable: the local IAM knows none');

const Resource = Pattern.regex(
  /^(\*|[^:]+(:[^:]*){4}:.+)$/s,
  'expected "*" or an ARN of six parts, such as "arn:aws:s3:::bucket/*"',
);

/** By condition key: the values of which one must match. */
const Expectations = z.record(z.string(), oneOrMany(z.union([Pattern, z.boolean().transform(String)]))).optional();

const Conditions = z.strictObject(
  { StringEquals: Expectations, StringLike: Expectations, ArnLike: Expectations, Bool: Expectations },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `expected StringEquals, StringLike, ArnLike or Bool: the local IAM does not know ${issue.keys.join(', ')}`
        : undefined,
  },
);

const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMany(z.string()).optional(),
    NotAction: oneOrMany(z.string()).optional(),
    Resource: oneOrMany(Resource).optional(),
    NotResource: oneOrMany(Resource).optional(),
    Condition: Conditions.default({}),
  })
  .refine(({ Action, NotAction }) => !Action !== !NotAction, 'expected either Action or NotAction')
  .refine(({ Resource, NotResource }) => !Resource !== !NotResource, 'expected either Resource or NotResource');
export type Statement = z.infer<typeof Statement>;

/**
 * A policy of a role. What the local IAM does not know is refused when the policy is read, so that nothing in it is ignored.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: oneOrMany(Statement),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;
