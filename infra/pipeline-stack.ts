import { alarmDefinitions } from './alarm-definitions.ts';
import { alarmKeyOf } from './alarm-key-of.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms } from './constructs/alarms.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { OutcomeEvents } from './constructs/outcome-events.ts';
import { OutcomeMetrics } from './constructs/outcome-metrics.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { ThumbnailFunction } from './constructs/thumbnail-function.ts';
import { UploadTrigger } from './constructs/upload-trigger.ts';
import { type Names, namesOf } from './names.ts';
import { ReadableStack } from './readable-stack.ts';
import type { Settings } from './settings.ts';
import { stateKey } from './state-key.ts';
import {
  Annotations,
  AwsProvider,
  type CloudwatchLogGroup,
  type Construct,
  DataAwsCallerIdentity,
  DataAwsS3Bucket,
  type S3Bucket,
} from './terraform.ts';

export interface PipelineStackProps {
  settings: Settings;
  /** Path of the function's zip. */
  functionPackage: string;
}

/** One environment: an upload to the source bucket becomes thumbnails in the processed bucket. */
export class PipelineStack extends ReadableStack {
  constructor(scope: Construct, { settings, functionPackage }: PipelineStackProps) {
    super(scope, `thumbnails-${settings.name}`);
    // Terraform runs in cdktf.out/stacks/<id>.
    this.addBackend({ remoteState: settings.remoteState, key: stateKey(settings), projectDirectory: '../../..' });
    new AwsProvider(this, 'aws', {
      region: settings.region,
      ...(settings.account === undefined ? {} : { allowedAccountIds: [settings.account] }),
      defaultTags: [{ tags: { project: settings.project, environment: settings.name, ...settings.tags } }],
    });
    const account = new DataAwsCallerIdentity(this, 'current').accountId;
    const names = namesOf(settings, account);

    const source = this.sourceBucket(settings, names);
    const { encryption, accessLogBucket } = settings;
    const processed = new PrivateBucket(this, 'processed', { name: names.processedBucket, encryption, accessLogBucket })
      .bucket;
    const deadLetterQueue = new DeadLetterQueue(this, 'dead-letter', names.deadLetterQueue).queue;
    const { outcomeBus } = new OutcomeEvents(this, 'events', { settings, processed });
    const {
      function: thumbnail,
      logGroup,
      safeguards,
    } = new ThumbnailFunction(this, 'thumbnail', {
      settings,
      names,
      source,
      processed,
      deadLetterQueue,
      outcomeBus,
      functionPackage,
    });
    new UploadTrigger(this, 'uploads', {
      bucket: source,
      function: thumbnail,
      account,
      keyFilters: settings.keyFilters,
      mirrorDeletes: settings.mirrorDeletes,
      versioning: settings.versioning,
      safeguards,
    });

    this.addOutput('source_bucket', source.bucket, 'Receives the uploaded images.');
    this.addOutput('processed_bucket', processed.bucket, 'Stores the thumbnails.');
    this.addOutput('function_name', thumbnail.functionName, 'Creates the thumbnails.');
    this.addOutput('dead_letter_queue_url', deadLetterQueue.url, 'Holds the events that failed permanently.');
    this.addMonitoring(settings, names, account, logGroup);
  }

  private sourceBucket(settings: Settings, names: Names): S3Bucket | DataAwsS3Bucket {
    const { encryption, versioning, protect, accessLogBucket } = settings;
    const name = names.sourceBucket;
    if (typeof settings.sourceBucket !== 'object') {
      return new PrivateBucket(this, 'source', { name, encryption, versioning, protect, accessLogBucket }).bucket;
    }
    const warning = `The bucket ${name} has one notification configuration: applying this stack replaces it.`;
    Annotations.of(this).addWarning(warning);
    // Only cdktf shows annotations. Whoever plans with Terraform reads the warning among the outputs.
    this.addOutput('warning', warning, 'Read this before you apply.');
    return new DataAwsS3Bucket(this, 'source', { bucket: name });
  }

  private addMonitoring(settings: Settings, names: Names, account: string, logGroup: CloudwatchLogGroup): void {
    const { alarms, dashboard, region } = settings;
    if (!alarms.enabled && !dashboard) return;
    new OutcomeMetrics(this, 'outcomes', { logGroup, namespace: names.metricNamespace });
    if (dashboard) new Dashboard(this, 'pipeline', { names, region });
    if (!alarms.enabled) return;
    new Alarms(this, 'alarm', {
      definitions: alarmDefinitions(names, settings),
      namePrefix: names.function,
      topics: this.alarmTopics(settings, names, account),
    });
  }

  private alarmTopics(settings: Settings, names: Names, account: string): { page: string; ticket: string } {
    const { page, ticket, emails } = settings.alarms;
    if (page !== undefined && ticket !== undefined) return { page, ticket };
    if (emails.length === 0) {
      Annotations.of(this).addWarning(
        'Nobody is notified of alarms: set alarms.emails, or alarms.page and alarms.ticket, or subscribe to the topic in the output alarm_topic_arn.',
      );
    }
    const { topic } = new AlarmTopic(this, 'alarm-topic', {
      name: names.alarmTopic,
      account,
      key: alarmKeyOf(settings),
      emails,
    });
    this.addOutput('alarm_topic_arn', topic.arn, 'Receives every alarm: subscribe to it.');
    return { page: topic.arn, ticket: topic.arn };
  }
}
