import { attachmentOf, ownerTypes } from './attachment.ts';
import { masking } from './mask.ts';
import type { Action, Plan } from './plan.ts';
import { plannedDocument } from './policy/planned-document.ts';
import { type Attributes, isAttributes, unknown, type Value, valueAt } from './values.ts';

/** What a plan would do to one resource. Nothing secret is left in it. */
export interface ResourceChange {
  address: string;
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
  /** What happens to the bucket, role, … that it is a part of, such as a bucket's policy is: new parts of new things are judged by less. */
  owner: 'none' | 'stays' | 'created' | 'destroyed';
  /** The arguments that the configuration sets. */
  configured: string[];
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
  const created = new Set(managed.filter(({ change }) => change.actions === 'create').map(configurationAddress));
  const destroyed = new Set<Value | undefined>(
    managed
      .filter(({ type, change }) => change.actions === 'destroy' && ownerTypes.test(type))
      .flatMap(({ before }) => [before?.['id'], before?.['arn']].filter((value) => typeof value === 'string')),
  );
  const expressions = new Map(plan.configuration.root_module.resources.map((it) => [it.address, it.expressions]));

  return managed.map((it) => {
    const configuration = expressions.get(configurationAddress(it)) ?? {};
    return {
      address: it.address,
      type: it.type,
      action: it.change.actions,
      before: it.before,
      after: it.after && withPlannedDocuments(it.after, configuration),
      reason: it.action_reason,
      replacedFor: it.change.replace_paths.map((path) => path.join('.')),
      previousAddress: it.previous_address,
      importId: it.change.importing && (it.change.importing.id ?? ''),
      owner: ownerOf(it, configuration),
      configured: Object.keys(configuration),
    };
  });

  function ownerOf({ type, before }: (typeof all)[number], configuration: Configuration): ResourceChange['owner'] {
    const argument = attachmentOf(type);
    if (argument === undefined) return 'none';
    if (configuration[argument]?.references.some((address) => created.has(address))) return 'created';
    return destroyed.has(valueAt(before, argument)) ? 'destroyed' : 'stays';
  }

  /** A policy document with one unknown part is unknown as a whole, but the plan has what it will be made of. */
  function withPlannedDocuments(after: Attributes, configuration: Configuration): Attributes {
    const entries = Object.entries(after).map(([name, value]): [string, Value] => {
      if (value !== unknown) return [name, value];
      const references = configuration[name]?.references ?? [];
      const data = all.find(({ type, address }) => type === 'aws_iam_policy_document' && references.includes(address));
      return [name, plannedDocument(data?.after) ?? unknown];
    });
    return Object.fromEntries(entries);
  }
}

type Configuration = Plan['configuration']['root_module']['resources'][number]['expressions'];

function attributes(value: Value): Attributes | undefined {
  return isAttributes(value) ? value : undefined;
}

/** The address in the configuration, which knows no instances: `aws_sqs_queue.failures` of `aws_sqs_queue.failures["dev"]`. */
function configurationAddress({ module_address, mode, type, name }: RawChange): string {
  return [module_address, mode === 'data' ? 'data' : undefined, type, name]
    .filter((part) => part !== undefined)
    .join('.');
}
