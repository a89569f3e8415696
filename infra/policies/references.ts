import {
  DefaultTokenResolver,
  type IConstruct,
  StringConcat,
  type TerraformDataSource,
  type TerraformResource,
  TerraformStack,
  Tokenization,
} from '../terraform.ts';

const resolver = new DefaultTokenResolver(new StringConcat());

/** A value with every reference in it as Terraform writes it, such as `${aws_s3_bucket.source.id}`. */
export function resolved(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** Whether a value is made of an attribute of the element. */
export function refersTo(value: unknown, element: TerraformResource | TerraformDataSource): boolean {
  const address = `${element.terraformResourceType}.${element.friendlyUniqueId}.`;
  return String(resolved(element, value)).includes(address);
}

/** Everything of one kind in the stack that a construct is in. */
export function allInStack<Kind extends IConstruct>(
  construct: IConstruct,
  kind: abstract new (...args: never[]) => Kind,
): Kind[] {
  const isOfKind = (candidate: IConstruct): candidate is Kind => candidate instanceof kind;
  return TerraformStack.of(construct).node.findAll().filter(isOfKind);
}
