import { keyOf } from '../key-of.ts';
import type { Settings } from '../settings.ts';

/** Returns the ARN of the KMS key, or of its alias, that the settings name for alarms; undefined if they name none. */
export function chosenAlarmKey({ alarms, encryption }: Pick<Settings, 'alarms' | 'encryption'>): string | undefined {
  return alarms.key ?? keyOf(encryption);
}

/** Whether an environment creates a topic for alarms, but names no key for it. */
export function needsAlarmKey(settings: Pick<Settings, 'alarms' | 'encryption'>): boolean {
  const { enabled, page } = settings.alarms;
  return enabled && page === undefined && chosenAlarmKey(settings) === undefined;
}
