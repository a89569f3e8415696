import { terraformVersion } from '../terraform-version.ts';
import { conditional, expression, interpolation } from './expression.ts';
import type { Json, JsonObject } from './json.ts';
import { keyLocals, withKeyStatements } from './key-statements.ts';
import { type Blocks, indexCounted, mergeBlocks } from './merge.ts';
import { moduleOutputs } from './outputs.ts';
import { options, placeholders } from './shapes.ts';
import { variables } from './variables.ts';
import { withFunction } from './with-function.ts';
import { withKeptNames } from './with-kept-names.ts';
import { withPlainVariables } from './with-plain-variables.ts';

/** The configuration of a stack, as cdktf writes it. */
export interface StackJson {
  resource: Blocks;
  data: Blocks;
  output: Record<string, JsonObject>;
}

/** Versions of the AWS provider that know every argument. */
export const providerVersion = '>= 6.25.0, < 7.0.0';

/** The arguments of a variant whose names Terraform's own style would not have. */
const functionNames = { key_prefix: 'keyPrefix', without_enlargement: 'withoutEnlargement' };

/** The tags that each resource has, since a module has no provider that could add them. */
export const tagsPlaceholder = { zztags: 'zztags' };

/**
 * Returns Terraform's JSON of a module that is, for each choice of its options, the stack that `stackOf` returns for it.
 *
 * @param stackOf returns the stack in which the options are chosen, each by its place
 */
export function moduleOf(stackOf: (chosen: readonly boolean[]) => StackJson): JsonObject {
  const { resource, data, output } = merged(stackOf, []);
  let text = JSON.stringify({ data, resource, output });
  text = indexCounted(indexCounted(text, data, 'data.'), resource);
  for (const [placeholder, variable] of Object.entries(placeholders)) text = text.replaceAll(placeholder, variable);
  text = text.replaceAll(JSON.stringify(tagsPlaceholder), JSON.stringify(interpolation('local.tags')));
  const body = JSON.parse(text) as StackJson;
  return {
    terraform: {
      required_version: terraformVersion,
      required_providers: { aws: { source: 'hashicorp/aws', version: providerVersion } },
    },
    variable: variables as unknown as JsonObject,
    locals: {
      // IAM refuses tags that differ only in case, so that one of the caller's takes the place of a built-in one.
      tags: interpolation(
        'merge({for key, value in {project = var.project, environment = var.name} : key => value if !contains([for tag in keys(var.tags) : lower(tag)], key)}, var.tags)',
      ),
      // The function's own schema fills in what is left out.
      variants: interpolation(
        `[for variant in var.variants : {for key, value in variant : lookup(${expression(functionNames)}, key, key) => value if value != null}]`,
      ),
      // The text of each variant's keys before and after the key of the upload.
      key_parts: interpolation(
        '{for variant in var.variants : variant.name => {prefix = format("%s/", variant.name), suffix = coalesce(variant.format, "webp") == "source" ? "" : format(".%s", coalesce(variant.format, "webp"))}}',
      ),
      ...keyLocals,
    },
    data: withKeyStatements(body.data),
    resource: withKeptNames(withFunction(body.resource)),
    output: { ...withoutCounts(body.output), ...moduleOutputs },
  };
}

function merged(stackOf: (chosen: readonly boolean[]) => StackJson, chosen: readonly boolean[]): StackJson {
  const option = options[chosen.length];
  if (!option) return withPlainVariables(stackOf(chosen) as unknown as Json) as unknown as StackJson;
  const [on, off] = [true, false].map((isChosen) => merged(stackOf, [...chosen, isChosen])) as [StackJson, StackJson];
  const { condition } = option;
  const { output = {} } = mergeBlocks(condition, { output: on.output }, { output: off.output });
  return {
    resource: mergeBlocks(condition, on.resource, off.resource),
    data: mergeBlocks(condition, on.data, off.data),
    output,
  };
}

/** An output has no count: it is null where the stack has none. */
function withoutCounts(outputs: Record<string, JsonObject>): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { count, value, ...rest }]) => {
      if (count === undefined) return [name, { ...rest, value: value ?? null }];
      return [name, { ...rest, value: conditional(`(${expression(count)}) == 1`, value, null) }];
    }),
  );
}
