import type { Settings } from '../settings.ts';
import { Construct, DataAwsCloudwatchEventBus, type S3Bucket, S3BucketNotification } from '../terraform.ts';

export interface OutcomeEventsProps {
  settings: Pick<Settings, 'outcomeEvents' | 'thumbnailEvents'>;
  processed: S3Bucket;
}

/**
 * Lets an application learn from EventBridge what became of an upload, without asking for it again and again: of each
 * upload by the function's outcomes, rejections with their reason among them, and of each thumbnail by the processed bucket.
 */
export class OutcomeEvents extends Construct {
  /** Where the function's outcomes go, if anywhere. */
  readonly outcomeBus: DataAwsCloudwatchEventBus | undefined;

  constructor(scope: Construct, id: string, { settings, processed }: OutcomeEventsProps) {
    super(scope, id);
    // S3 knows no other bus than the default one, so there both kinds are.
    if (settings.outcomeEvents) this.outcomeBus = new DataAwsCloudwatchEventBus(this, 'event-bus', { name: 'default' });
    if (settings.thumbnailEvents) {
      new S3BucketNotification(this, 'notification', { bucket: processed.id, eventbridge: true });
    }
  }
}
