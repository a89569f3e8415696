import { keysOf } from '../keys-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';

/** Returns a permission for actions with KMS keys. SSE-S3 needs none. */
export function keyPermission(
  encryptions: readonly Settings['encryption'][],
  sid: string,
  ...actions: string[]
): Statement[] {
  const resources = keysOf(encryptions);
  return resources.length === 0 ? [] : [{ sid, actions, resources }];
}
