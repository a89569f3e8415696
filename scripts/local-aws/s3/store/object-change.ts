import type { CreationEvent } from './put-options.ts';

/** One committed change. */
export interface ObjectChange {
  readonly bucket: string;
  readonly key: string;
  readonly eventName: CreationEvent | 'ObjectRemoved:Delete';
  /** Bytes. Only a created object has this. */
  readonly size?: number;
  /** Without quotes. Only a created object has this. */
  readonly etag?: string;
  /** Hexadecimal digits. The later of two changes has the greater string, even across restarts. */
  readonly sequencer: string;
  /** ISO 8601. */
  readonly time: string;
}
