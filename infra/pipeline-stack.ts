import { chosenAlarmKey } from './alarms/chosen-key.ts';
import { alarmDefinitions } from './alarms/definitions.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms } from './constructs/alarms.ts';
import { BackfillRole } from './constructs/backfill-role.ts';
import { BrowserUploads } from './constructs/browser-uploads.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import type { FunctionPackage } from './constructs/function-code.ts';
import { OutcomeEvents } from './constructs/outcome-events.ts';
import { OutcomeMetrics } from './constructs/outcome-metrics.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { Probe } from './constructs/probe.ts';
import { addProcessedBucket } from './constructs/processed-bucket.ts';
import { ThumbnailFunction } from './constructs/thumbnail-function.ts';
import { UploadNotification } from './constructs/upload-notification.ts';
import { UploadRule } from './constructs/upload-rule.ts';
import { pageSettings } from './delivery/page-settings.ts';
import { allTags } from './identity-tags.ts';
import { keyOf } from './key-of.ts';
import { type Names, namesOf } from './names.ts';
import { partitionOf } from './partition-of.ts';
import { probeMinutes } from './probe/minutes.ts';
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
  type SqsQueue,
} from './terraform.ts';
import { triggerOf } from './uploads/trigger-of.ts';

export interface PipelineStackProps {
  settings: Settings;
  functionPackage: FunctionPackage;
}

interface Parts {
  names: Names;
  account: string;
  source: S3Bucket | DataAwsS3Bucket;
  thumbnail: ThumbnailFunction;
  deadLetterQueue: SqsQueue;
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
      defaultTags: [{ tags: allTags(settings) }],
      ...(settings.deployRoleArn === undefined ? {} : { assumeRole: [{ roleArn: settings.deployRoleArn }] }),
    });
    const account = new DataAwsCallerIdentity(this, 'current').accountId;
    const names = namesOf(settings, account);

    const source = this.sourceBucket(settings, names);
    const processed = addProcessedBucket(this, settings, names);
    const rule = `arn:${partitionOf(settings.region)}:events:${settings.region}:${account}:rule/${names.uploadRule}`;
    const deadLetterQueue = new DeadLetterQueue(this, 'dead-letter', {
      name: names.deadLetterQueue,
      key: keyOf(settings.encryption),
      rule: triggerOf(settings) === 'eventbridge' ? rule : undefined,
    }).queue;
    const { outcomeBus } = new OutcomeEvents(this, 'events', { settings, processed });
    const thumbnail = new ThumbnailFunction(this, 'thumbnail', {
      settings,
      names,
      source,
      processed,
      deadLetterQueue,
      outcomeBus,
      functionPackage,
    });
    this.addTrigger(settings, { names, account, source, thumbnail, deadLetterQueue });
    const everyMinutes = probeMinutes(settings);
    if (everyMinutes !== undefined) {
      new Probe(this, 'probe', { settings, names, everyMinutes, source, processed, functionPackage });
    }
    if (settings.batchBackfill) {
      const { function: thumbnailFunction } = thumbnail;
      const props = { settings, names, account, source, processed, function: thumbnailFunction };
      const { role } = new BackfillRole(this, 'backfill', props);
      this.addOutput('backfill_role_arn', role.arn, 'Lets S3 Batch Operations run a backfill.');
    }

    this.addOutput('source_bucket', source.bucket, 'Receives the uploaded images.');
    this.addOutput('processed_bucket', processed.bucket, 'Stores the thumbnails.');
    this.addOutput('function_name', thumbnail.function.functionName, 'Creates the thumbnails.');
    this.addOutput('dead_letter_queue_url', deadLetterQueue.url, 'Holds the events that failed permanently.');
    this.addMonitoring(settings, names, account, thumbnail.logGroup);
    this.files.set('thumbnails.json', `${JSON.stringify(pageSettings(settings), null, 2)}\n`);
  }

  private sourceBucket(settings: Settings, { sourceBucket: name }: Names): S3Bucket | DataAwsS3Bucket {
    if (typeof settings.sourceBucket === 'object') return new DataAwsS3Bucket(this, 'source', { bucket: name });
    const { encryption, versioning, protect, accessLogBucket, lifecycle, uploads } = settings;
    const days = { expireDays: lifecycle.expireSourceDays, tierDays: lifecycle.tierSourceDays };
    const common = { name, encryption, versioning, protect, accessLogBucket };
    const { bucket } = new PrivateBucket(this, 'source', { ...common, ...days });
    if (uploads) new BrowserUploads(this, 'browser-uploads', { bucket, corsOrigins: uploads.corsOrigins });
    return bucket;
  }

  private addTrigger(settings: Settings, { names, account, source, thumbnail, deadLetterQueue }: Parts): void {
    const { keyFilters, mirrorDeletes, versioning, maxEventAgeSeconds } = settings;
    const { function: thumbnailFunction, safeguards } = thumbnail;
    const common = { function: thumbnailFunction, keyFilters, mirrorDeletes, safeguards };
    if (triggerOf(settings) === 'eventbridge') {
      Annotations.of(this).addWarning(
        `No upload to ${names.sourceBucket} gets a thumbnail until the bucket sends its events to EventBridge, which its owner enables once: see docs/settings.md.`,
      );
      const bucket = names.sourceBucket;
      new UploadRule(this, 'uploads', {
        ...common,
        name: names.uploadRule,
        bucket,
        deadLetterQueue,
        maxEventAgeSeconds,
      });
      return;
    }
    if (typeof settings.sourceBucket === 'object') {
      const warning = `The bucket ${names.sourceBucket} has one notification configuration: applying this stack replaces it.`;
      Annotations.of(this).addWarning(warning);
      // Only cdktf shows annotations. A user of Terraform itself reads the warning among the outputs.
      this.addOutput('warning', warning, 'Read this before you apply.');
    }
    new UploadNotification(this, 'uploads', { ...common, bucket: source, account, versioning });
  }

  private addMonitoring(settings: Settings, names: Names, account: string, logGroup: CloudwatchLogGroup): void {
    const { alarms, dashboard, region } = settings;
    if (!alarms.enabled && !dashboard) return;
    const probePrefix = typeof settings.probe === 'object' ? settings.probe.prefix : undefined;
    new OutcomeMetrics(this, 'outcomes', { logGroup, namespace: names.metricNamespace, probePrefix });
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
      key: chosenAlarmKey(settings),
      emails,
    });
    this.addOutput(
      'alarm_topic_arn',
      topic.arn,
      'Receives every alarm: subscribe to it. There is none with topics of your own.',
    );
    return { page: topic.arn, ticket: topic.arn };
  }
}
