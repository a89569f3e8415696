import type { Settings } from '../settings.ts';

/** Returns what invokes the function. The default leaves the configuration of a bucket that exists alone. */
export function triggerOf({ trigger, sourceBucket }: Pick<Settings, 'trigger' | 'sourceBucket'>) {
  return trigger ?? (typeof sourceBucket === 'object' ? 'eventbridge' : 'notification');
}
