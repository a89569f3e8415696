/** One resource of a plan, in the form of Terraform's JSON: only what a test is about. */
export interface GivenChange {
  /** May be in a module that the root calls: `module.m["a"].aws_sqs_queue.failures[0]`. */
  address?: string;
  deposed?: string;
  previous_address?: string;
  actions?: string[];
  before?: object | null;
  after?: object | null;
  after_unknown?: object;
  before_sensitive?: object;
  after_sensitive?: object;
  replace_paths?: string[][];
  /** By argument: what the configuration refers to in it. */
  references?: Record<string, string[]>;
  /** The plan has no configuration of it. */
  isUnconfigured?: boolean;
}

/** The parts of a plan beside its resources. */
export interface GivenPlan {
  output_changes?: object;
  checks?: object[];
  action_invocations?: object[];
  prior_state?: object;
  errored?: boolean;
  complete?: boolean;
}

const unchanged = { before: null, after: null, after_unknown: {}, before_sensitive: {}, after_sensitive: {} };

/** The JSON of a plan of these changes: by default updates of one resource each. */
export function planJson(...changes: GivenChange[]): string {
  return JSON.stringify(rawPlan(changes));
}

/** A plan as Terraform would print it. */
export function rawPlan(changes: GivenChange[], more: GivenPlan = {}) {
  return {
    format_version: '1.2',
    resource_changes: changes.map(({ address: given, actions = ['update'], deposed, previous_address, ...rest }) => {
      const address = given ?? defaultAddress;
      const { module, data, type, name } = partsOf(address);
      const { references: _, isUnconfigured: __, ...change } = rest;
      return {
        address,
        ...(module === '' ? {} : { module_address: module }),
        ...(deposed === undefined ? {} : { deposed }),
        ...(previous_address === undefined ? {} : { previous_address }),
        mode: data ? 'data' : 'managed',
        type,
        name,
        change: { ...unchanged, ...change, actions },
      };
    }),
    configuration: { root_module: moduleOf(changes.filter((it) => !it.isUnconfigured)) },
    ...more,
  };
}

const defaultAddress = 'aws_sqs_queue.failures';

function partsOf(address: string) {
  const pattern = /^((?:module\.\w+(?:\["[^"]*"\])?\.)*)(data\.)?(\w+)\.([\w-]+)(?:\[.*\])?$/s;
  const [, path = '', data, type = '', name = ''] = pattern.exec(address) ?? [];
  return { module: path.replace(/\.$/, ''), data, type, name };
}

/** The configuration of modules that are called by their own names, each within the one before. */
function moduleOf(changes: GivenChange[]): object {
  const root: GivenModule = { resources: [], module_calls: {} };
  for (const { address = defaultAddress, references = {} } of changes) {
    const { module, data, type, name } = partsOf(address);
    const names = module.match(/(?<=module\.)\w+/g) ?? [];
    const expressions = Object.entries(references).map(([argument, to]) => [argument, { references: to }]);
    names
      .reduce((outer, it) => {
        outer.module_calls[it] ??= { module: { resources: [], module_calls: {} } };
        return outer.module_calls[it].module;
      }, root)
      .resources.push({
        address: [...(data ? ['data'] : []), type, name].join('.'),
        expressions: Object.fromEntries(expressions),
      });
  }
  return root;
}

interface GivenModule {
  resources: object[];
  module_calls: Record<string, { module: GivenModule }>;
}
