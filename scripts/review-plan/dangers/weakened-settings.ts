import type { Rule } from '../dangers.ts';
import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { isEmpty, valueAt } from '../values.ts';
import { encryption } from './settings/encryption.ts';
import { protections } from './settings/protections.ts';
import { retention } from './settings/retention.ts';

/** A retention that shrinks, encryption that goes or gets weaker, a protection that is taken away. */
export const weakenedSettings: Rule = ({ type, before, after, owner }) => {
  if (owner === 'destroyed') return [];
  return [...retention, ...encryption, ...protections]
    .filter((setting) => setting.type === undefined || setting.type === type)
    .flatMap(({ path, isWorse, consequence }) => {
      const [was, is] = [valueAt(before, path), valueAt(after, path)];
      const name = path.replaceAll('.0', '');
      if (typeof is === 'symbol' && was !== is && !isEmpty(was)) {
        return [markdown`cannot be checked: ${name} was ${shown(was)}, and is ${shown(is)}.`];
      }
      if (!isWorse(was, is, after)) return [];
      return [markdown`${new Markdown(consequence)}: ${name} ${shown(was)} → ${shown(is)}.`];
    });
};
