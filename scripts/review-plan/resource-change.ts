import { TerraformDocument } from '../policies/terraform-document.ts';
import { type References, referencesByAddress, withoutKeys } from './configuration.ts';
import { masking } from './mask.ts';
import { type Action, actionOf, type Plan } from './plan.ts';
import { type Attributes, isAttributes, unknown, type Value } from './values.ts';

/** The effect of a plan on one resource. Nothing secret is left in it. */
export interface ResourceChange {
  /** Ends in the key of a deposed object, because that object is not the resource in use. */
  address: string;
  /** The address in the configuration, without the keys of instances. */
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
  /** The id to import: an empty string when it is not known yet. */
  importId: string | undefined;
  /** By each argument that the configuration sets. Missing when the plan has no configuration of the resource. */
  references: References | undefined;
}

type RawChange = Plan['resource_changes'][number];

/** Returns the effect of a plan on each resource that it manages, including those that it keeps as they are. */
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
  const configured = referencesByAddress(plan.configuration.root_module);
  const documents = new Map(
    all.filter(({ type }) => type === 'aws_iam_policy_document').map(({ address, after }) => [address, after]),
  );

  return all
    .filter(({ mode }) => mode === 'managed')
    .map((it) => {
      const references = configured.get(configurationAddress(it));
      return {
        address: it.deposed === undefined ? it.address : `${it.address} (deposed object ${it.deposed})`,
        configurationAddress: configurationAddress(it),
        type: it.type,
        action: actionOf(it.change.actions) ?? 'keep',
        before: it.before,
        after: it.after && withPlannedDocuments(it.after, references, it.module_address ?? ''),
        reason: it.action_reason,
        replacedFor: (it.change.replace_paths ?? []).map((path) => path.join('.')),
        previousAddress: it.previous_address,
        importId: it.change.importing && (it.change.importing.id ?? ''),
        references,
      };
    });

  /** A policy document with one unknown part is unknown as a whole, but the plan has the configuration of the document. */
  function withPlannedDocuments(after: Attributes, references: References | undefined, module: string): Attributes {
    const entries = Object.entries(after).map(([name, value]): [string, Value] => [
      name,
      value === unknown ? plannedDocument((references?.get(name) ?? []).map((it) => inInstance(module, it))) : value,
    ]);
    return Object.fromEntries(entries);
  }

  /** Returns the policy that an expression will be, if it refers to one policy document, known enough, and to nothing else. */
  function plannedDocument(references: readonly string[]): Value {
    const address = references.find((it) => documents.has(it)) ?? '';
    const isAlone = references.every((it) => `${it}.`.startsWith(`${address}.`) || address.startsWith(`${it}[`));
    return (isAlone && TerraformDocument.safeParse(documents.get(address)).data) || unknown;
  }
}

/** Returns a reference within a module as a reference within one instance of the module, such as `module.m["a"]`. */
function inInstance(module: string, reference: string): string {
  const called = `${withoutKeys(module)}.`;
  return reference.startsWith(called) ? `${module}.${reference.slice(called.length)}` : reference;
}

function attributes(value: Value): Attributes | undefined {
  return isAttributes(value) ? value : undefined;
}

function configurationAddress({ module_address, mode, type, name }: RawChange): string {
  const module = module_address === undefined || module_address === '' ? [] : [withoutKeys(module_address)];
  return [...module, ...(mode === 'data' ? ['data'] : []), type, name].join('.');
}
