import type { Markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import type { Value } from '../values.ts';

/** One kind of danger, which may be found in a change. */
export interface Rule {
  /** The type of resource that the rule judges, or a pattern of types. */
  type: string | RegExp;
  /** Returns the dangers of a change in words; mostly none. */
  find: (change: OwnedChange, plan: PlannedChanges) => Markdown[];
  /** Whether it finds a stopped function that starts again, which `--lift-pause` allows. */
  isPause?: boolean;
}

/** Rules by their names. Each is tested under its name. */
export type Rules = Readonly<Record<string, Rule>>;

/** The rest of a plan, for a rule that cannot judge a change alone. */
export interface PlannedChanges {
  /** Returns all resources of a type. */
  ofType: (type: string) => readonly OwnedChange[];
  /** Returns the resources of a type whose argument has a value after the plan; none for a value that is not a string. */
  withAfter: (type: string, argument: string, value: Value | undefined) => readonly OwnedChange[];
  /** Returns the arguments by which resources refer to a resource, given by its address in the configuration. */
  referringArguments: (configurationAddress: string) => readonly string[];
  /** The 12 digits of each account that is known to be in use. Empty when the plan names none. */
  accounts: ReadonlySet<string>;
}
