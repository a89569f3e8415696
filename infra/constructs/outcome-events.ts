import type { Settings } from '../settings.ts';
import {
  Construct,
  DataAwsCloudwatchEventBus,
  type DataAwsS3Bucket,
  type S3Bucket,
  S3BucketNotification,
} from '../terraform.ts';

export interface OutcomeEventsProps {
  settings: Pick<Settings, 'outcomeEvents' | 'thumbnailEvents'>;
  processed: S3Bucket | DataAwsS3Bucket;
}

/**
 * Tells applications about outcomes by EventBridge, so that they need not poll. The function sends the outcome of each upload,
 * including the reason of a rejection; the processed bucket sends an event for each thumbnail.
 */
export class OutcomeEvents extends Construct {
  /** The bus that receives the function's outcomes, if enabled. */
  readonly outcomeBus: DataAwsCloudwatchEventBus | undefined;

  constructor(scope: Construct, id: string, { settings, processed }: OutcomeEventsProps) {
    super(scope, id);
    // S3 sends events only to the default bus, so both kinds use it.
    if (settings.outcomeEvents) this.outcomeBus = new DataAwsCloudwatchEventBus(this, 'event-bus', { name: 'default' });
    if (settings.thumbnailEvents) {
      new S3BucketNotification(this, 'notification', { bucket: processed.id, eventbridge: true });
    }
  }
}
