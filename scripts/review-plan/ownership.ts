import { type Attachment, attachmentOf } from './attachment.ts';
import { type Markdown, markdown } from './markdown.ts';
import type { ResourceChange } from './resource-change.ts';
import { shown } from './shown.ts';
import { type Value, valueAt } from './values.ts';

/** A change, and what happens to the bucket, role, … that the resource is a part of, such as a bucket's policy is. */
export interface OwnedChange extends ResourceChange {
  /** New parts of new things are judged by less, and parts that go with the whole are no loss of their own. */
  owner: 'none' | 'stays' | 'created' | 'destroyed';
  /** Says that it is one half of a move. */
  moves?: Markdown;
}

/** Changes with their owners. A part that moves to another owner is destroyed for the one, and created for the other. */
export function withOwners(changes: readonly ResourceChange[]): OwnedChange[] {
  return changes.flatMap((change) => {
    const attachment = attachmentOf(change.type);
    return attachment ? partChanges(change, attachment, changes) : [{ ...change, owner: 'none' }];
  });
}

function partChanges(
  change: ResourceChange,
  { argument, ownerType }: Attachment,
  changes: readonly ResourceChange[],
): OwnedChange[] {
  const { before, after } = change;
  const [was, is] = [valueAt(before, argument), valueAt(after, argument)];
  const owners = changes.filter(({ type }) => type === ownerType);
  const named = owners.filter((it) => change.references?.get(argument)?.includes(it.configurationAddress));
  // Of what is created or destroyed, another instance, or one of the same name elsewhere, may well be there.
  const isThere = (id: Value | undefined) => owners.some((it) => it.action !== 'destroy' && hasId(it, id));

  const from = owners.some((it) => it.action === 'destroy' && hasId(it, was)) && !isThere(was) ? 'destroyed' : 'stays';
  const isNew = named.some(({ action }) => action === 'create') && !named.some(({ action }) => action === 'replace');
  const to = isNew && !isThere(is) ? 'created' : 'stays';
  if (!after) return [{ ...change, owner: from }];
  if (!before) return [{ ...change, owner: to }];
  const goesAlong = named.some((it) => it.action === 'replace' && hasId(it, was)) && !isThere(is);
  if (was === is || goesAlong) return [{ ...change, owner: 'stays' }];
  const [leaves, joins] = [markdown`moves away from ${shown(was)}, and`, markdown`moves to ${shown(is)}, and`];
  return [
    { ...change, action: 'destroy', after: undefined, owner: from, moves: leaves },
    { ...change, action: 'create', before: undefined, owner: to, moves: joins },
  ];
}

function hasId({ before }: ResourceChange, id: Value | undefined): boolean {
  return [before?.['id'], before?.['arn']].includes(id);
}
