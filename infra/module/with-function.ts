import { Formats, formatsRead, sourceFormats } from '../../functions/thumbnail/contract/source-formats.ts';
import { expression, interpolation } from './expression.ts';
import type { Json, JsonObject } from './json.ts';
import type { Blocks } from './merge.ts';

const isRead = `lookup(var.formats, name, contains(${JSON.stringify(formatsRead(Formats.parse({})))}, name))`;

/** The function's variables that are lists, as JSON. */
const lists = {
  VARIANTS: 'local.variants',
  FORMATS: `[for name in ${JSON.stringify(sourceFormats.options)} : name if ${isRead}]`,
  // The function knows one form of each template.
  RETIRED_KEYS: '[for template in var.retired_keys : replace(template, "{dir}/{name}.{ext}", "{key}")]',
};

/** The variables that only some functions have, by the condition. A variable of the value null is one too. */
const conditions = { LOG_KEY_ARN: 'var.log_keys == "hmac"', PLACEHOLDER: 'var.placeholder' };
const hasVariable = Object.entries(conditions)
  .map(([name, condition]) => `(name != "${name}" || ${condition})`)
  .join(' && ');

/** Returns the resources with a function that has its package, and what only variables decide. */
export function withFunction(resource: Blocks): Blocks {
  const functions = resource['aws_lambda_function'] ?? {};
  const filename = `${interpolation('path.module')}/thumbnail.zip`;
  const changed = Object.entries(functions).map(([name, values]) => {
    const environment = values['environment'] as { variables: JsonObject };
    const encoded = Object.entries(lists).map(([name, list]) => [name, interpolation(`jsonencode(${list})`)]);
    const variables: Json = {
      ...environment.variables,
      ...Object.fromEntries(encoded),
      RESULTS: interpolation('tostring(var.results)'),
      PLACEHOLDER: 'true',
    };
    return [
      name,
      {
        ...values,
        filename,
        source_code_hash: interpolation(`filebase64sha256("${filename}")`),
        reserved_concurrent_executions: interpolation('var.reserved_concurrency'),
        environment: {
          variables: interpolation(`{for name, value in ${expression(variables)} : name => value if ${hasVariable}}`),
        },
      },
    ];
  });
  return { ...resource, aws_lambda_function: Object.fromEntries(changed) };
}
