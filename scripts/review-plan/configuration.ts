import type { Module } from './plan.ts';

/** By each argument that the configuration of a resource sets: the addresses that the argument refers to. */
export type References = ReadonlyMap<string, readonly string[]>;

interface Scope {
  /** Such as `module.buckets.`; empty for the root. */
  prefix: string;
  module: Module;
  /** The module that calls this one, and its expressions for the variables. Missing for the root. */
  caller?: { scope: Scope; expressions: Readonly<Record<string, { references: string[] }>> };
}

/**
 * Returns the references of every resource in the configuration, by an address without instance keys, such as
 * `module.buckets.aws_s3_bucket.photos`. References are made absolute: a module's variable stands for what its caller passes,
 * and a module's output for what the module returns.
 */
export function referencesByAddress(root: Module): ReadonlyMap<string, References> {
  return new Map(scopesOf({ prefix: '', module: root }).flatMap(resourcesOf));
}

/** Returns an address without the keys of instances: `module.m["a"].aws_s3_bucket.b[0]` becomes `module.m.aws_s3_bucket.b`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/gs, '');
}

function scopesOf(scope: Scope): Scope[] {
  const called = Object.keys(scope.module.module_calls ?? {}).map((name) => calledBy(scope, name));
  return [scope, ...called.flatMap((it) => (it ? scopesOf(it) : []))];
}

function calledBy(scope: Scope, name: string): Scope | undefined {
  const call = scope.module.module_calls?.[name];
  if (!call) return undefined;
  const caller = { scope, expressions: call.expressions };
  return { prefix: `${scope.prefix}module.${name}.`, module: call.module, caller };
}

function resourcesOf(scope: Scope): [string, References][] {
  return scope.module.resources.map(({ address, expressions }) => [
    `${scope.prefix}${address}`,
    new Map(
      Object.entries(expressions).map(([argument, { references }]) => [
        argument,
        references.flatMap((it) => absolute(it, scope, new Set())),
      ]),
    ),
  ]);
}

/** @param visited the references on the way here: a configuration written by hand can contain a circle */
function absolute(reference: string, scope: Scope, visited: ReadonlySet<string>): string[] {
  const visit = `${scope.prefix}${reference}`;
  if (visited.has(visit)) return [];
  const within = (references: readonly string[], inner: Scope) =>
    references.flatMap((it) => absolute(it, inner, new Set([...visited, visit])));

  const [kind, name = '', output = ''] = withoutKeys(reference).split('.');
  if (kind === 'var' && scope.caller) {
    return within(scope.caller.expressions[name]?.references ?? [], scope.caller.scope);
  }
  const called = kind === 'module' ? calledBy(scope, name) : undefined;
  if (called) return within(called.module.outputs[output]?.expression.references ?? [], called);
  return [visit];
}
