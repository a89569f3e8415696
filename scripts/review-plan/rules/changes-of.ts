import { type Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { valueAt } from '../values.ts';
import { isLostOrChanged } from './setting.ts';

/** Returns the attributes, among `names`, that were set and become something else or unknown, each with both values. */
export function changesOf({ before, after }: OwnedChange, names: string[]): Markdown[] {
  return names.flatMap((name) => {
    const [was, is] = [valueAt(before, name), valueAt(after, name)];
    const isOther = after && isLostOrChanged(was, is);
    return isOther ? [markdown`${name} ${shown(was)} → ${shown(is)}`] : [];
  });
}
