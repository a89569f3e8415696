import type { Settings } from '../settings.ts';
import type { Permission } from './function-permissions.ts';

/** Returns a permission for actions with KMS keys. SSE-S3 needs none. */
export function keyPermission(
  encryptions: readonly Settings['encryption'][],
  sid: string,
  ...actions: string[]
): Permission[] {
  const keys = encryptions.filter((encryption) => encryption !== 'SSE-S3');
  return keys.length === 0 ? [] : [{ sid, actions, resources: [...new Set(keys)] }];
}
