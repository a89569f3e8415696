import { terraformVersion } from '../terraform-version.ts';
import { conditional, expression, interpolation } from './expression.ts';
import type { Json, JsonObject } from './json.ts';
import { type Blocks, indexCounted, mergeBlocks } from './merge.ts';
import { options, placeholders } from './shapes.ts';
import { variables } from './variables.ts';

/** The configuration of a stack, as cdktf writes it. */
export interface StackJson {
  resource: Blocks;
  data: Blocks;
  output: Record<string, JsonObject>;
}

/** Versions of the AWS provider that know every argument. */
const providerVersion = '>= 6.25.0, < 7.0.0';

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
        '[for variant in var.variants : {for key, value in variant : key => value if value != null}]',
      ),
    },
    data: body.data,
    resource: withFunction(body.resource),
    output: withoutCounts(body.output),
  };
}

function merged(stackOf: (chosen: readonly boolean[]) => StackJson, chosen: readonly boolean[]): StackJson {
  const option = options[chosen.length];
  if (!option) return stackOf(chosen);
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

const hasVariable = 'name => value if name != "LOG_KEY_ARN" || var.log_keys == "hmac"';

/** Gives the function its package and what only variables decide. */
function withFunction(resource: Blocks): Blocks {
  const functions = resource['aws_lambda_function'] ?? {};
  const filename = `${interpolation('path.module')}/thumbnail.zip`;
  const changed = Object.entries(functions).map(([name, values]) => {
    const environment = values['environment'] as { variables: JsonObject };
    const variables: Json = { ...environment.variables, VARIANTS: interpolation('jsonencode(local.variants)') };
    return [
      name,
      {
        ...values,
        filename,
        source_code_hash: interpolation(`filebase64sha256("${filename}")`),
        reserved_concurrent_executions: interpolation('var.reserved_concurrency'),
        // A variable of the value null is one too, and only some environments have this one.
        environment: { variables: interpolation(`{for name, value in ${expression(variables)} : ${hasVariable}}`) },
      },
    ];
  });
  return { ...resource, aws_lambda_function: Object.fromEntries(changed) };
}
