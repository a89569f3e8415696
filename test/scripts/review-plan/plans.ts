import { type Plan, parsePlan } from '../../../scripts/review-plan/plan.ts';

/** What is different about one resource of a plan, in the form of Terraform's JSON. */
export interface GivenChange {
  address?: string;
  actions?: string[];
  before?: object | null;
  after?: object | null;
  after_unknown?: object;
  before_sensitive?: object;
  after_sensitive?: object;
  replace_paths?: string[][];
  /** By argument: what the configuration refers to in it. */
  references?: Record<string, string[]>;
}

const unchanged = { before: null, after: null, after_unknown: {}, before_sensitive: {}, after_sensitive: {} };

/** The JSON of a plan of these changes: by default updates of one resource each. */
export function planJson(...changes: GivenChange[]): string {
  const addresses = changes.map(({ address = 'aws_sqs_queue.failures' }) => address.replace(/\[.*\]$/s, ''));
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: changes.map(({ address, actions = ['update'], ...change }, index) => {
      const [name, type, data] = (addresses[index] ?? '').split('.').reverse();
      return {
        address: address ?? addresses[index],
        mode: data ? 'data' : 'managed',
        type,
        name,
        change: { ...unchanged, ...change, actions },
      };
    }),
    configuration: {
      root_module: {
        resources: changes.map(({ references = {} }, index) => ({
          address: addresses[index],
          expressions: Object.fromEntries(
            Object.entries(references).map(([argument, to]) => [argument, { references: to }]),
          ),
        })),
      },
    },
  });
}

export function planOf(...changes: GivenChange[]): Plan {
  return parsePlan(planJson(...changes));
}
