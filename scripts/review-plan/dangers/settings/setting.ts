import type { Attributes, Value } from '../../values.ts';

/** An attribute that may not get worse unnoticed. */
export interface Setting {
  /** Any type of resource that has it when left out. */
  type?: string;
  path: string;
  /** `before` is `undefined` when the resource is created, `after` when it is destroyed; null says that it is not set. */
  isWorse: (before: Value | undefined, after: Value | undefined, resource: Attributes | undefined) => boolean;
  consequence: string;
}

export const turnedOff: Setting['isWorse'] = (before, after) =>
  before === true && after !== true && after !== undefined;
