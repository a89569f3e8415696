import { type Attributes, fieldOf, isAttributes, type Value, valueAt } from '../values.ts';

/** A variable of a function's environment before and after a change; `undefined` where there is none. */
export interface Variable {
  name: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** Returns the variables of a function that a change sets, changes or removes. */
export function changedVariables(before: Attributes | undefined, after: Attributes | undefined): Variable[] {
  const [was, is] = [valueAt(before, 'environment.0.variables'), valueAt(after, 'environment.0.variables')];
  const names = new Set([was, is].flatMap((it) => (isAttributes(it) ? Object.keys(it) : [])));
  return [...names]
    .map((name) => ({ name, before: variable(was, name), after: variable(is, name) }))
    .filter((it) => it.before !== it.after);
}

/** Each variable is hidden when all are. */
function variable(variables: Value | undefined, name: string): Value | undefined {
  return isAttributes(variables) ? fieldOf(variables, name) : typeof variables === 'symbol' ? variables : undefined;
}
