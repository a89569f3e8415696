import { mayMatch } from './may-match.ts';
import { selectorsOf } from './selectors-of.ts';
import type { StyleBlock } from './style-blocks.ts';

/** Whether declarations may apply to an element. */
export function isUsed({ selector }: Pick<StyleBlock, 'selector'>, svg: string): boolean {
  return selector === undefined || selectorsOf(selector).some((part) => mayMatch(part, svg));
}
