import * as z from 'zod';

/** Each list of actions that a plan may name: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const actions = {
  'no-op': 'keep',
  read: 'keep',
  create: 'create',
  update: 'update',
  delete: 'destroy',
  forget: 'forget',
  'delete, create': 'replace',
  'create, delete': 'replace',
  // Terraform and OpenTofu each write it in their own order.
  'create, forget': 'abandon',
  'forget, create': 'abandon',
} as const;

/** The effect of a plan on one resource. `abandon`: a new one is created, and the old one stays, unmanaged. */
export type Action = (typeof actions)[keyof typeof actions];

const actionsByList = new Map<string, Action>(Object.entries(actions));

/** Returns the action that a list of actions in a plan stands for, or `undefined` for a list that this command does not know. */
export function actionOf(names: readonly string[]): Action | undefined {
  return actionsByList.get(names.join(', '));
}

const Actions = z.array(z.string()).refine((names) => actionOf(names) !== undefined, {
  error: ({ input }) => `actions are ${JSON.stringify(input)}, which this command does not know`,
});

const Change = z.looseObject({
  actions: Actions,
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.object({ id: z.string().optional() }).optional(),
});

// Fields that this command does not read are kept, because they belong to the plan's digest.
const ResourceChange = z.looseObject({
  address: z.string(),
  module_address: z.string().optional(),
  previous_address: z.string().optional(),
  deposed: z.string().optional(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  name: z.string(),
  action_reason: z.string().optional(),
  change: Change,
});

const Expression = z.object({ references: z.array(z.string()).default([]) }).catch({ references: [] });
const Expressions = z.record(z.string(), Expression).default({});

/** A module of the configuration. Addresses in it are relative to the module. */
const Module = z.object({
  resources: z.array(z.object({ address: z.string(), expressions: Expressions })).default([]),
  outputs: z.record(z.string(), z.object({ expression: Expression })).default({}),
  get module_calls() {
    return z.record(z.string(), z.object({ expressions: Expressions, module: Module })).optional();
  },
});
export type Module = z.infer<typeof Module>;

const Check = z.object({
  address: z.object({ to_display: z.string() }),
  status: z.string(),
  instances: z.array(z.object({ problems: z.array(z.object({ message: z.string() })).default([]) })).default([]),
});

const ActionInvocation = z.looseObject({
  address: z.string(),
  lifecycle_action_trigger: z
    .looseObject({ triggering_resource_address: z.string().optional(), action_trigger_event: z.string().optional() })
    .optional(),
});

const PriorState = z.object({
  values: z.object({
    root_module: z.object({
      resources: z.array(z.object({ type: z.string(), values: z.record(z.string(), z.unknown()) })).default([]),
    }),
  }),
});

const incomplete = 'the plan leaves changes out (-target, or deferred by Terraform), which nobody would then review';

const Plan = z
  .object({
    format_version: z.string().regex(/^1\.\d+$/, { error: ({ input }) => `is ${JSON.stringify(input)}, expected 1.x` }),
    errored: z.literal(false, 'Terraform failed while it planned, so the plan is not complete').default(false),
    complete: z.boolean().default(true),
    resource_changes: z.array(ResourceChange).default([]),
    output_changes: z.record(z.string(), Change).default({}),
    action_invocations: z.array(ActionInvocation).default([]),
    checks: z.array(Check).default([]),
    // Absent before the first apply. The account is all that is read of it.
    prior_state: PriorState.optional().catch(undefined),
    // A state and the providers' schemas have a format version too, but only a plan says what it was made of.
    configuration: z.object({ root_module: Module }, 'is missing, so this is not a plan'),
  })
  // Zod leaves this out for a plan that failed, which is incomplete for that reason and no other.
  .refine(({ complete }) => complete, { path: ['complete'], error: incomplete });
export type Plan = z.infer<typeof Plan>;

/** The input is not the JSON of a plan that can be reviewed. */
export class NotAPlanError extends Error {
  override readonly name = 'NotAPlanError';

  constructor(problem: string) {
    super(
      `${problem}\nExpected the output of \`terraform show -json PLAN\`, where PLAN is a file of \`terraform plan -out\`.`,
    );
  }
}

/**
 * Returns the plan in a text of JSON.
 *
 * @throws {NotAPlanError} when the text is not the JSON of a complete plan
 */
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
