import * as z from 'zod';
import { dataSourceTypes, type Place, resourceTypes } from './resource-types.ts';

const Blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({});

const unknownKeys: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'unrecognized_keys' ? `the local AWS does not know ${issue.keys.join(', ')}` : undefined;

/** A synthesized `cdk.tf.json`. An unknown part is refused rather than ignored, so that the laptop behaves as AWS does. */
export const Configuration = z.strictObject(
  {
    '//': z.unknown().optional(),
    terraform: z.unknown().optional(),
    provider: z.strictObject({ aws: z.tuple([z.looseObject({ region: z.string() })]) }, { error: unknownKeys }),
    resource: Blocks,
    data: Blocks,
    /** Nothing on the laptop reads outputs. */
    output: z.unknown().optional(),
  },
  { error: unknownKeys },
);
export type Configuration = z.infer<typeof Configuration>;

/** Arguments that change how many instances a resource has, where, or what else runs with it. */
const metaArguments = ['count', 'for_each', 'dynamic', 'provider', 'provisioner', 'connection'];

/** Attributes that Terraform alone reads: the order of resources, and whether a function's code is another than before. */
const terraformAttributes = ['//', 'depends_on', 'source_code_hash'];

/** A resource whose expressions are replaced by their values, with the attributes that AWS adds. */
export interface Resource {
  type: string;
  name: string;
  attributes: Record<string, unknown>;
}

/**
 * Returns the resources of a configuration that have an effect on the laptop, as Terraform would apply them.
 *
 * @throws {Error} when the local AWS does not know a resource type or an expression
 */
export function resolve(configuration: Configuration, place: Place): Resource[] {
  const known = new Map<string, Record<string, unknown>>();

  return Object.entries(configuration.resource)
    .filter(([type]) => resourceTypes[type]?.withoutEffect === undefined)
    .flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => ({ type, name, attributes: attributesOf(`${type}.${name}`) })),
    );

  function attributesOf(address: string): Record<string, unknown> {
    const before = known.get(address);
    if (before) return before;

    const isData = address.startsWith('data.');
    const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
    const resourceType = (isData ? dataSourceTypes : resourceTypes)[type];
    const block = (isData ? configuration.data : configuration.resource)[type]?.[name];
    if (!resourceType) {
      throw new Error(
        `The local AWS does not know the type of ${address}. Add it to scripts/local-aws/terraform/resource-types.ts, with its effect.`,
      );
    }
    if (!block) throw new Error(`The configuration refers to ${address}, but does not contain it.`);

    const meta = metaArguments.find((it) => it in block);
    if (meta !== undefined) throw new Error(`${address} has ${meta}, which the local AWS does not know.`);

    const read = Object.entries(block).filter(([name]) => !terraformAttributes.includes(name));
    const given = resolveObject(Object.fromEntries(read));
    const attributes = { ...given, ...resourceType.computed(given, place) };
    known.set(address, attributes);
    return attributes;
  }

  function resolveValue(value: unknown): unknown {
    if (typeof value === 'string') return resolveTemplate(value);
    if (Array.isArray(value)) return value.map(resolveValue);
    return value !== null && typeof value === 'object' ? resolveObject(value) : value;
  }

  function resolveObject(value: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolveValue(each)]));
  }

  /** https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates */
  function resolveTemplate(template: string): unknown {
    const whole = /^\$\{([^}]*)\}$/.exec(template)?.[1];
    if (whole !== undefined) return resolveExpression(whole);
    return template.replaceAll(/\$\$\{|%%?\{|\$\{([^}]*)\}?/g, (found, expression?: string) => {
      if (expression !== undefined) return String(resolveExpression(expression));
      if (found !== '%{') return found.slice(1);
      throw new Error(`The local AWS cannot evaluate the directive in ${JSON.stringify(template)}.`);
    });
  }

  function resolveExpression(expression: string): unknown {
    const encoded = /^base64decode\("([^"]*)"\)$/.exec(expression)?.[1];
    if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString();

    const [, address, attribute] = /^((?:data\.)?\w+\.[\w-]+)\.(\w+)$/.exec(expression) ?? [];
    if (address === undefined || attribute === undefined) {
      throw new Error(`The local AWS cannot evaluate \${${expression}}. It knows references and base64decode("text").`);
    }
    const value = attributesOf(address)[attribute];
    if (value === undefined)
      throw new Error(`\${${expression}}: the local AWS knows no attribute ${attribute} of ${address}.`);
    return value;
  }
}
