import { interpolation } from './expression.ts';

const output = (description: string, value: string) => ({ description, value: interpolation(value) });

/** Returns the ARN of a bucket, whether the module created it or found it. */
const bucketArn = (name: string) => `one(concat(aws_s3_bucket.${name}[*].arn, data.aws_s3_bucket.${name}[*].arn))`;

/** Outputs that the module has in addition to those of the stack, for policies and alarms of the configuration that calls it. */
export const moduleOutputs = {
  source_bucket_arn: output('The ARN of the source bucket.', bucketArn('source')),
  processed_bucket_arn: output('The ARN of the processed bucket.', bucketArn('processed')),
  function_arn: output('The ARN of the function.', 'aws_lambda_function.thumbnail.arn'),
  role_arn: output("The ARN of the function's role.", 'aws_iam_role.thumbnail.arn'),
  role_name: output("The name of the function's role.", 'aws_iam_role.thumbnail.name'),
  log_group_name: output("The name of the function's log group.", 'aws_cloudwatch_log_group.thumbnail.name'),
  dead_letter_queue_arn: output('The ARN of the queue of failed events.', 'aws_sqs_queue.dead_letter.arn'),
  thumbnail_keys: output(
    'The keys of the thumbnails, by variant: `{key}` stands for the key of the upload.',
    '{for name, parts in local.key_parts : name => join("{key}", [parts.prefix, parts.suffix])}',
  ),
};
