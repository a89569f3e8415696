import type { Blocks } from './merge.ts';

/**
 * The arguments that come from data sources and whose change replaces the resource. With `depends_on`, Terraform reads data sources during
 * the apply if anything changes that the module depends on, so that a plan would replace every bucket.
 */
const kept: Readonly<Record<string, string[]>> = {
  aws_s3_bucket: ['bucket'],
  aws_lambda_permission: ['source_account'],
};

/** Returns the resources, none of which is replaced because a value is unknown during a plan. */
export function withKeptNames(resource: Blocks): Blocks {
  const changed = Object.entries(kept).map(([type, ignored]) => [
    type,
    Object.fromEntries(
      Object.entries(resource[type] ?? {}).map(([name, values]) => [
        name,
        { ...values, lifecycle: { ignore_changes: ignored } },
      ]),
    ),
  ]);
  return { ...resource, ...Object.fromEntries(changed) };
}
