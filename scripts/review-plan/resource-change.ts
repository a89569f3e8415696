import { masking } from './mask.ts';
import type { Action, Plan } from './plan.ts';
import { plannedDocument } from './policy/planned-document.ts';
import { type Attributes, isAttributes, unknown, type Value } from './values.ts';

/** What a plan would do to one resource. Nothing secret is left in it. */
export interface ResourceChange {
  address: string;
  /** The address in the configuration, which knows no instances: `aws_sqs_queue.failures` of `aws_sqs_queue.failures["dev"]`. */
  configurationAddress: string;
  type: string;
  action: Action;
  before: Attributes | undefined;
  after: Attributes | undefined;
  /** Why, as Terraform names it, such as `replace_because_tainted`. */
  reason: string | undefined;
  /** The attributes that cannot be changed in place. */
  replacedFor: string[];
  previousAddress: string | undefined;
  /** What it is imported as: an empty string when that is not known yet. */
  importId: string | undefined;
  /** By each argument that the configuration sets: what it refers to. */
  references: ReadonlyMap<string, string[]>;
}

type RawChange = Plan['resource_changes'][number];

/** What a plan does to each resource that it manages; also that it leaves some as they are. */
export function resourceChanges(plan: Plan): ResourceChange[] {
  const masked = masking();
  const all = plan.resource_changes.map((it) => {
    const { before, after, before_sensitive, after_sensitive, after_unknown } = it.change;
    const sensitive = [before_sensitive, after_sensitive];
    return {
      ...it,
      before: attributes(masked(before, { sensitive, unknown: false })),
      after: attributes(masked(after, { sensitive, unknown: after_unknown })),
    };
  });
  const managed = all.filter(({ mode }) => mode === 'managed');
  const expressions = new Map(plan.configuration.root_module.resources.map((it) => [it.address, it.expressions]));

  return managed.map((it) => {
    const configured = Object.entries(expressions.get(configurationAddress(it)) ?? {});
    const references = new Map(configured.map(([name, expression]) => [name, expression.references]));
    return {
      address: it.address,
      configurationAddress: configurationAddress(it),
      type: it.type,
      action: it.change.actions,
      before: it.before,
      after: it.after && withPlannedDocuments(it.after, references),
      reason: it.action_reason,
      replacedFor: it.change.replace_paths.map((path) => path.join('.')),
      previousAddress: it.previous_address,
      importId: it.change.importing && (it.change.importing.id ?? ''),
      references,
    };
  });

  /** A policy document with one unknown part is unknown as a whole, but the plan has what it will be made of. */
  function withPlannedDocuments(after: Attributes, references: ResourceChange['references']): Attributes {
    const entries = Object.entries(after).map(([name, value]): [string, Value] => [
      name,
      value === unknown ? (plannedDocument(documentOf(references.get(name) ?? [])) ?? unknown) : value,
    ]);
    return Object.fromEntries(entries);
  }

  /** The policy document that an expression refers to, if it refers to nothing else. */
  function documentOf(references: string[]): Attributes | undefined {
    const document = all.find(
      ({ type, address }) => type === 'aws_iam_policy_document' && references.includes(address),
    );
    const isAlone = references.every((it) => `${it}.`.startsWith(`${document?.address}.`));
    return isAlone ? document?.after : undefined;
  }
}

function attributes(value: Value): Attributes | undefined {
  return isAttributes(value) ? value : undefined;
}

function configurationAddress({ module_address, mode, type, name }: RawChange): string {
  return [module_address, mode === 'data' ? 'data' : undefined, type, name]
    .filter((part) => part !== undefined)
    .join('.');
}
