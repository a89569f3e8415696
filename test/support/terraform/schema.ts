/** A type in the JSON notation of Terraform's type system: `"string"`, or `["list", "string"]`. */
export type Type = string | [collection: string, element: Type];

export interface Attribute {
  name: string;
  type: Type;
  required: boolean;
  optional: boolean;
  computed: boolean;
}

export interface NestedBlock {
  name: string;
  nesting: 'single' | 'list' | 'set';
  required: boolean;
  /** True when there can be several. */
  many: boolean;
  block: Block;
}

export interface Block {
  attributes: Attribute[];
  blocks: NestedBlock[];
}

/** The arguments of one resource, data source or provider. */
export interface Schema {
  kind: 'TerraformResource' | 'TerraformDataSource' | 'TerraformProvider';
  type: string;
  block: Block;
}

interface Argument {
  expression: string;
  isBlock: boolean;
  shape: string;
  storage: string;
}

interface Member {
  name: string;
  computed: boolean;
  optional: boolean;
  required: boolean;
  getter: string;
}

const primitives: Record<string, Type> = { string: 'string', number: 'number', boolean: 'bool' };

/**
 * Reads a schema from the TypeScript source of a binding in `@cdktf/provider-aws`. The generated source says in a regular form
 * what Terraform's provider says about each argument: its type beside its HCL, and in a comment above its getter whether it
 * is computed, optional or required.
 *
 * @throws {Error} when the type of an argument has an unknown form
 */
export function schemaOf(binding: string): Schema {
  const [, name = '', kind = ''] = /^export class (\w+) extends cdktf\.(Terraform\w+) /m.exec(binding) ?? [];
  const type = /tfResourceType = "(\w+)"/.exec(binding)?.[1];
  if (!type || !isKind(kind)) throw new Error(`expected a binding, but got ${binding.slice(0, 300)}`);
  const main = classBody(binding, name);
  const synthesis = main.slice(main.indexOf('synthesizeHclAttributes'));
  return { kind, type, block: blockOf(binding, membersOf(main), argumentsOf(synthesis)) };
}

function isKind(kind: string): kind is Schema['kind'] {
  return ['TerraformResource', 'TerraformDataSource', 'TerraformProvider'].includes(kind);
}

function blockOf(binding: string, members: Member[], args: Map<string, Argument>): Block {
  const block: Block = { attributes: [], blocks: [] };
  for (const member of members) {
    const { name, computed, optional, required } = member;
    const argument = args.get(name);
    if (argument?.isBlock) block.blocks.push(nestedBlock(binding, member, argument));
    else {
      const type = argument ? argumentType(name, argument) : getterType(member);
      block.attributes.push({ name, type, computed, optional, required });
    }
  }
  return block;
}

function nestedBlock(binding: string, member: Member, { expression, shape, storage }: Argument): NestedBlock {
  const { name, required } = member;
  const nesting = shape === 'struct' ? 'single' : shape;
  if (nesting !== 'single' && nesting !== 'list' && nesting !== 'set')
    throw new Error(`${name} is of nesting ${shape}`);
  const struct = storage.replace(/List$/, '');
  const converter = new RegExp(`^export function ${struct}ToHclTerraform\\(.*?^}`, 'ims').exec(binding)?.[0] ?? '';
  const args = argumentsOf(converter);
  const members = membersOf(classBody(binding, `${struct}OutputReference`));
  // The provider's own blocks have no getters, because nothing can refer to them: every argument is taken as optional.
  const known = members.length > 0 ? members : [...args.keys()].map(optionalMember);
  const many = expression.includes('listMapperHcl(');
  return { name, nesting, required, many, block: blockOf(binding, known, args) };
}

function optionalMember(name: string): Member {
  return { name, computed: false, optional: true, required: false, getter: '' };
}

function classBody(binding: string, name: string): string {
  return new RegExp(`^export class ${name} .*?^}`, 'ms').exec(binding)?.[0] ?? '';
}

function argumentsOf(code: string): Map<string, Argument> {
  const pattern = /(\w+): \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",/g;
  return new Map(
    [...code.matchAll(pattern)].map(([, name = '', expression = '', isBlock, shape = '', storage = '']) => [
      name,
      { expression, isBlock: isBlock === 'true', shape, storage },
    ]),
  );
}

function membersOf(body: string): Member[] {
  const header =
    /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n(.*?)(?=^ {2}\/\/ \w|^})/gms;
  return [...body.matchAll(header)].map(([, name = '', computed, optional, required, getter = '']) => ({
    name,
    computed: computed === 'true',
    optional: optional === 'true',
    required: required === 'true',
    getter,
  }));
}

/** The name of a storage class is a primitive and the collections around it, such as `stringList` or `stringMapList`. */
function argumentType(name: string, { shape, storage }: Argument): Type {
  const primitive = primitives[storage.replace(/(List|Map)$/, '')];
  if (!primitive) throw new Error(`the type ${shape} of ${storage} of the argument ${name} is not known`);
  return shape === 'simple' ? primitive : [shape, primitive];
}

/** A computed value is never written, so its exact type matters only for primitives, to which others refer. */
function getterType({ getter }: Member): Type {
  const kind = /this\.get(String|Number|Boolean)Attribute\(/.exec(getter)?.[1];
  return primitives[kind?.toLowerCase() ?? ''] ?? 'dynamic';
}
