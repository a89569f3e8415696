import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { ThumbnailFunction } from './constructs/thumbnail-function.ts';
import { UploadTrigger } from './constructs/upload-trigger.ts';
import { namesOf } from './names.ts';
import { ReadableStack } from './readable-stack.ts';
import type { Settings } from './settings.ts';
import { AwsProvider, type Construct, DataAwsCallerIdentity, LocalBackend, TerraformOutput } from './terraform.ts';

export interface PipelineStackProps {
  settings: Settings;
  /** Path of the zip that holds the function. */
  functionPackage: string;
}

/** One environment: an upload to the source bucket becomes thumbnails in the processed bucket. */
export class PipelineStack extends ReadableStack {
  constructor(scope: Construct, { settings, functionPackage }: PipelineStackProps) {
    const id = `thumbnails-${settings.name}`;
    super(scope, id);
    // Relative to cdktf.out/stacks/<id>, where Terraform runs: beside cdktf.json, which outlives the synthesized output.
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    new AwsProvider(this, 'aws', {
      region: settings.region,
      defaultTags: [{ tags: { project: settings.project, environment: settings.name, ...settings.tags } }],
    });
    const account = new DataAwsCallerIdentity(this, 'current').accountId;
    const names = namesOf(settings, account);

    const source = new PrivateBucket(this, 'source', names.sourceBucket).bucket;
    const processed = new PrivateBucket(this, 'processed', names.processedBucket).bucket;
    const deadLetterQueue = new DeadLetterQueue(this, 'dead-letter', names.deadLetterQueue).queue;
    const { function: thumbnail } = new ThumbnailFunction(this, 'thumbnail', {
      settings,
      names,
      source,
      processed,
      deadLetterQueue,
      functionPackage,
    });
    new UploadTrigger(this, 'uploads', {
      bucket: source,
      function: thumbnail,
      account,
      keyPrefix: settings.keyPrefix,
      keySuffix: settings.keySuffix,
    });

    new TerraformOutput(this, 'source_bucket', { value: source.bucket });
    new TerraformOutput(this, 'processed_bucket', { value: processed.bucket });
    new TerraformOutput(this, 'function_name', { value: thumbnail.functionName });
    new TerraformOutput(this, 'dead_letter_queue_url', { value: deadLetterQueue.url });
  }
}
