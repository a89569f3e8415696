import type { Metric, Share } from '../metrics.ts';
import type { Settings } from '../settings.ts';

/** A condition that somebody has to look at. */
export interface AlarmDefinition {
  /** Last part of the alarm's name, and the section of docs/runbook.md. */
  id: string;
  /** Whether somebody must act now, or on the next working day. */
  severity: 'page' | 'ticket';
  /** Says what has happened, and what users notice. */
  notice: string;
  /** The first command to run. */
  command: string;
  metric: Metric | Share;
  /** The alarm goes off when the metric is above this value. */
  threshold: number;
  periodSeconds: number;
  /** The number of consecutive periods that must be above the threshold. */
  periods: number;
  /**
   * The number of runs that should each produce data. With it, missing data sets the alarm off too, though not before there were runs
   * in two different hours of the last day: otherwise it would go off at every first deployment.
   */
  runs?: Metric;
}

/** The settings that alarms follow from. */
export type AlarmSettings = Pick<
  Settings,
  'name' | 'alarms' | 'probe' | 'timeoutSeconds' | 'maxEventAgeSeconds' | 'trigger' | 'sourceBucket'
>;

export const fiveMinutes = 300;
export const hour = 3600;

/** For events that should never happen: the first one sets the alarm off. */
export const immediate = { threshold: 0, periodSeconds: fiveMinutes, periods: 1 };
/** Lambda retries after one and two minutes: ignore blips that end by then, alert on what persists. */
export const persistent = { threshold: 0, periodSeconds: fiveMinutes, periods: 3 };
