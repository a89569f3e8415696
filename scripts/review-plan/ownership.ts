import { type Markdown, markdown } from './markdown.ts';
import type { ResourceChange } from './resource-change.ts';
import { shown } from './shown.ts';
import { type Attributes, type Value, valueAt } from './values.ts';

/** A change, and the effect of the plan on the bucket, role, … that the resource is a part of, such as a bucket's policy is. */
export interface OwnedChange extends ResourceChange {
  /** Parts of new things are judged less strictly, and a part that is destroyed with the whole is not a loss of its own. */
  owner: 'none' | 'stays' | 'created' | 'destroyed';
  /** Says that the change is one half of a move. */
  moves?: Markdown;
}

/** How a part names its owner: an argument, and the type of the resource that it refers to. */
interface Attachment {
  argument: string;
  ownerType: string;
}

const attachments: [part: RegExp, argument: string, ownerType: string][] = [
  [/^aws_s3_(bucket_|access_point$)/, 'bucket', 'aws_s3_bucket'],
  [/^aws_sqs_queue_/, 'queue_url', 'aws_sqs_queue'],
  [/^aws_iam_role_\w+_exclusive$/, 'role_name', 'aws_iam_role'],
  [/^aws_iam_role_/, 'role', 'aws_iam_role'],
  [/^aws_iam_user_/, 'user', 'aws_iam_user'],
  [/^aws_iam_group_/, 'group', 'aws_iam_group'],
  [/^aws_lambda_(permission$|alias$|event_source_mapping$|function_)/, 'function_name', 'aws_lambda_function'],
  [/^aws_sns_topic_policy$/, 'arn', 'aws_sns_topic'],
  [/^aws_sns_topic_subscription$/, 'topic_arn', 'aws_sns_topic'],
  [/^aws_kms_key_policy$/, 'key_id', 'aws_kms_key'],
  [/^aws_cloudwatch_log_(metric|subscription)_filter$/, 'log_group_name', 'aws_cloudwatch_log_group'],
  [/^aws_cloudwatch_event_target$/, 'rule', 'aws_cloudwatch_event_rule'],
];

/** Returns how resources of a type name their owner, or `undefined` for a type that is not a part of anything. */
export function attachmentOf(type: string): Attachment | undefined {
  const found = attachments.find(([part]) => part.test(type));
  return found && { argument: found[1], ownerType: found[2] };
}

/**
 * Returns changes with the fate of their owners. A part that moves to another owner becomes two changes: it is destroyed for
 * one owner, and created for the other.
 */
export function withOwners(changes: readonly ResourceChange[]): OwnedChange[] {
  const owners = new Map(
    attachments.map(([, , type]): [string, Owners] => [type, { byAddress: new Map(), byId: new Map() }]),
  );
  for (const change of changes) {
    const ofType = owners.get(change.type);
    if (ofType) register(change, ofType);
  }
  return changes.flatMap((change) => {
    const attachment = attachmentOf(change.type);
    const candidates = attachment && owners.get(attachment.ownerType);
    return candidates ? partChanges(change, attachment.argument, candidates) : [{ ...change, owner: 'none' }];
  });
}

/** The fate of all resources of one type that share an address in the configuration, or an id. */
interface Fate {
  isCreated: boolean;
  /** Replaced, or abandoned for a new one. */
  isRecreated: boolean;
  isDestroyed: boolean;
  /** One of them, known by this id before, is not destroyed for good. */
  exists: boolean;
  /** The ids before of those that are replaced. */
  replacedIds: Set<Value>;
}

/** The resources of one type: by their address in the configuration, and by every id that a part may name them by. */
interface Owners {
  byAddress: Map<string, Fate>;
  byId: Map<Value, Fate>;
}

function register({ configurationAddress, action, before, after }: ResourceChange, { byAddress, byId }: Owners): void {
  const ids = idsOf(before);
  const fates = [
    fateAt(byAddress, configurationAddress),
    ...[...new Set([...ids, ...idsOf(after)])].map((id) => fateAt(byId, id)),
  ];
  for (const fate of fates) {
    fate.isCreated ||= action === 'create';
    fate.isRecreated ||= action === 'replace' || action === 'abandon';
    fate.isDestroyed ||= action === 'destroy';
    if (action === 'replace') for (const id of ids) fate.replacedIds.add(id);
  }
  if (action !== 'destroy') for (const id of ids) fateAt(byId, id).exists = true;
}

function fateAt<Key>(fates: Map<Key, Fate>, key: Key): Fate {
  const fate = fates.get(key) ?? {
    isCreated: false,
    isRecreated: false,
    isDestroyed: false,
    exists: false,
    replacedIds: new Set<Value>(),
  };
  fates.set(key, fate);
  return fate;
}

function partChanges(change: ResourceChange, argument: string, { byAddress, byId }: Owners): OwnedChange[] {
  const { before, after } = change;
  const [was, is] = [valueAt(before, argument), valueAt(after, argument)];
  const named = (change.references?.get(argument) ?? []).flatMap((it) => byAddress.get(it) ?? []);
  const fateOf = (id: Value | undefined) => (id === undefined ? undefined : byId.get(id));
  // Beside one that is created or destroyed, another instance, or one of the same name elsewhere, may exist.
  const exists = (id: Value | undefined) => fateOf(id)?.exists === true;

  const from = fateOf(was)?.isDestroyed && !exists(was) ? 'destroyed' : 'stays';
  const candidates = [...named, ...[fateOf(is) ?? []].flat()];
  const isNew = candidates.some((it) => it.isCreated) && !candidates.some((it) => it.isRecreated);
  const to = isNew && !exists(is) ? 'created' : 'stays';
  if (!after) return [{ ...change, owner: from }];
  if (!before) return [{ ...change, owner: to }];
  const goesAlong = was !== undefined && named.some((it) => it.replacedIds.has(was)) && !exists(is);
  if (was === is || goesAlong) return [{ ...change, owner: 'stays' }];
  const [leaves, joins] = [markdown`moves away from ${shown(was)}, and`, markdown`moves to ${shown(is)}, and`];
  return [
    { ...change, action: 'destroy', after: undefined, owner: from, moves: leaves },
    { ...change, action: 'create', before: undefined, owner: to, moves: joins },
  ];
}

function idsOf(attributes: Attributes | undefined): Value[] {
  const names = ['id', 'arn', 'name', 'bucket', 'function_name', 'url'];
  return names.map((name) => attributes?.[name] ?? null).filter((id) => typeof id === 'string' && id !== '');
}
