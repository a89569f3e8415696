import { isDeepStrictEqual } from 'node:util';
import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, type Value, valueAt } from '../values.ts';
import type { Rule } from './rule.ts';

/** A value, or one that is not set (null), or that of no resource (`undefined`): before its creation, or after its destruction. */
type Setting = Value | undefined;

interface SettingRule {
  /** The type of resource, or a pattern of types: any type by default. */
  type?: string | RegExp;
  /** The path of the attribute. */
  path: string;
  isWorse: (before: Setting, after: Setting, resource: Attributes | undefined) => boolean;
  /** The rest of the sentence that begins with the address. */
  consequence: string;
}

/** A rule about one attribute that must not get worse unnoticed. */
export function setting({ type = /^/, path, isWorse, consequence }: SettingRule): Rule {
  const name = path.replaceAll('.0', '');
  return {
    type,
    find({ before, after }) {
      const [was, is] = [valueAt(before, path), valueAt(after, path)];
      if (typeof is === 'symbol' && was !== is && !isEmpty(was)) {
        return [markdown`cannot be checked: ${name} was ${shown(was)}, and is ${shown(is)}.`];
      }
      if (!isWorse(was, is, after)) return [];
      return [markdown`${new Markdown(consequence)}: ${name} ${shown(was)} → ${shown(is)}.`];
    },
  };
}

/** Worse when a value that was set is not set any more. */
export function isLost(before: Setting, after: Setting): boolean {
  return !isEmpty(before) && isEmpty(after);
}

/** Worse when a value that was set becomes another one. Its loss is not a change. */
export function isChanged(before: Setting, after: Setting): boolean {
  return !isEmpty(before) && !isEmpty(after) && !isDeepStrictEqual(before, after);
}

/** Worse when a value that was set is another one, or not set any more. */
export function isLostOrChanged(before: Setting, after: Setting): boolean {
  return isLost(before, after) || isChanged(before, after);
}

/** Worse when a value is set, or becomes another one. An empty object counts as a value, unlike an empty block. */
export function isSetOtherwise(before: Setting, after: Setting): boolean {
  const isSet = !isEmpty(after) || (isAttributes(after) && Object.keys(after).length === 0);
  return isSet && !isDeepStrictEqual(before, after);
}

/** Worse when something that was on, is off. Its destruction is not. */
export function isTurnedOff(before: Setting, after: Setting): boolean {
  return before === true && after !== true && after !== undefined;
}

/**
 * Worse when a number becomes smaller. A new resource has no number before.
 *
 * @param unset the number that holds when none is set
 * @param alsoUnset a number that stands for none as well
 */
export function shrinks(unset: number, alsoUnset?: number) {
  const length = (value: Setting) => (value === null || value === alsoUnset ? unset : value);
  return (before: Setting, after: Setting): boolean => {
    if (before === undefined || after === undefined) return false;
    const [was, is] = [length(before), length(after)];
    return typeof was === 'number' && typeof is === 'number' && is < was;
  };
}

/** Worse when a number becomes at least ten times as much: that is not tuning any more. */
export function isMultiplied(before: Setting, after: Setting): boolean {
  return typeof before === 'number' && typeof after === 'number' && after >= 10 * Math.max(before, 1);
}

/**
 * Worse when a number falls below half of what it was, or below the min that is of use.
 *
 * @param unset the number that holds when none is set
 */
export function isCutDown(min: number, unset: number) {
  return (before: Setting, after: Setting): boolean => {
    const [was, is] = [before ?? unset, after === null ? unset : after];
    if (typeof was !== 'number' || typeof is !== 'number' || is >= was) return false;
    return is < was / 2 || (is < min && was >= min);
  };
}
