import * as z from 'zod';

/** What Terraform would do, by the actions that it lists: https://developer.hashicorp.com/terraform/internals/json-format */
const actions = {
  'no-op': 'keep',
  read: 'keep',
  create: 'create',
  update: 'update',
  delete: 'destroy',
  forget: 'forget',
  'delete, create': 'replace',
  'create, delete': 'replace',
  'create, forget': 'replace',
} as const;
export type Action = (typeof actions)[keyof typeof actions];

const Actions = z.array(z.string()).transform((names, context): Action => {
  const action = Object.entries(actions).find(([listed]) => listed === names.join(', '))?.[1];
  if (action) return action;
  context.addIssue({
    code: 'custom',
    message: `actions are ${JSON.stringify(names)}, which this command does not know`,
  });
  return z.NEVER;
});

const Expression = z.object({ references: z.array(z.string()).default([]) }).catch({ references: [] });

/** What is used of a plan as JSON; all else in it is let through. */
const Plan = z.object({
  format_version: z.string().regex(/^1\.\d+$/, { error: ({ input }) => `is ${JSON.stringify(input)}, expected 1.x` }),
  errored: z.literal(false, 'Terraform failed while it planned, so that the plan is not complete').default(false),
  complete: z
    .literal(true, 'it leaves changes out (-target, or deferred by Terraform), which nobody would then review')
    .default(true),
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        module_address: z.string().optional(),
        previous_address: z.string().optional(),
        mode: z.enum(['managed', 'data']),
        type: z.string(),
        name: z.string(),
        action_reason: z.string().optional(),
        change: z.object({
          actions: Actions,
          before: z.unknown(),
          after: z.unknown(),
          after_unknown: z.unknown(),
          before_sensitive: z.unknown(),
          after_sensitive: z.unknown(),
          replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).default([]),
          importing: z.object({ id: z.string().optional() }).optional(),
        }),
      }),
    )
    .default([]),
  // A state and the providers' schemas have a format version as well, but only a plan says what it was made of.
  configuration: z.object(
    {
      root_module: z.object({
        resources: z
          .array(z.object({ address: z.string(), expressions: z.record(z.string(), Expression).default({}) }))
          .default([]),
      }),
    },
    'is missing, so that this is no plan',
  ),
});
export type Plan = z.infer<typeof Plan>;

/** What was given is not the JSON of a plan that could be reviewed. */
export class NotAPlanError extends Error {
  override readonly name = 'NotAPlanError';

  constructor(problem: string) {
    super(
      `${problem}\nExpected what \`terraform show -json PLAN\` prints, where PLAN is a file of \`terraform plan -out\`.`,
    );
  }
}

/** @throws NotAPlanError */
export function parsePlan(text: string): Plan {
  const { data, error } = Plan.safeParse(json(text));
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new NotAPlanError(`This is not the JSON of a plan: ${problems.join('; ')}.`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotAPlanError(`This is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
