import type { Names } from '../names.ts';
import type { AlarmDefinition, AlarmSettings } from './definition.ts';
import { pagingAlarms } from './paging-alarms.ts';
import { ticketAlarms } from './ticket-alarms.ts';

/** Returns the alarms of one environment, those that page first. */
export function alarmDefinitions(names: Names, settings: AlarmSettings): AlarmDefinition[] {
  return [
    ...pagingAlarms(names, settings).map((alarm) => ({ ...alarm, severity: 'page' as const })),
    ...ticketAlarms(names, settings).map((alarm) => ({ ...alarm, severity: 'ticket' as const })),
  ];
}
