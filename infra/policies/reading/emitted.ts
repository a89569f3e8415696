import * as z from 'zod';
import type { IConstruct, TerraformStack } from '../../terraform.ts';

const Values = z.looseObject({ '//': z.object({ metadata: z.object({ path: z.string() }) }).optional() });
const Blocks = z.record(z.string(), z.record(z.string(), Values)).default({});
const Configuration = z.object({ resource: Blocks, data: Blocks, module: z.record(z.string(), Values).default({}) });

/** A block of the configuration as Terraform reads it, with all overrides applied. */
export interface Emitted {
  /** For example `aws_s3_bucket`, `data.aws_s3_bucket` or `module`. */
  type: string;
  /** The address that references use, for example `data.aws_s3_bucket.source`. */
  address: string;
  /** The arguments by their Terraform names, with references such as `${aws_s3_bucket.source.id}`. */
  values: Record<string, unknown>;
  /** The construct that the block belongs to: the stack itself if an override of the stack added it. */
  construct: IConstruct;
}

/** Returns every resource, data source and module of a stack. */
export function emittedBy(stack: TerraformStack): Emitted[] {
  const { resource, data, module } = Configuration.parse(stack.toTerraform());
  const constructs = new Map(stack.node.findAll().map((construct) => [construct.node.path, construct]));
  const types = [
    ...Object.entries(resource),
    ...Object.entries(data).map(([type, blocks]) => [`data.${type}`, blocks] as const),
    ['module', module] as const,
  ];
  return types.flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, values]) => ({
      type,
      address: `${type}.${name}`,
      values,
      construct: constructs.get(values['//']?.metadata.path ?? '') ?? stack,
    })),
  );
}
