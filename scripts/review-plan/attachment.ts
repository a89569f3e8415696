/** The argument that says which bucket, queue, role, … a resource is a part of, by the type of the resource. */
const attachments: [type: RegExp, argument: string][] = [
  [/^aws_s3_bucket_/, 'bucket'],
  [/^aws_sqs_queue_/, 'queue_url'],
  [/^aws_iam_role_/, 'role'],
  [/^aws_iam_user_/, 'user'],
  [/^aws_iam_group_/, 'group'],
  [/^aws_lambda_(permission$|function_)/, 'function_name'],
  [/^aws_sns_topic_policy$/, 'arn'],
  [/^aws_kms_key_policy$/, 'key_id'],
];

/** The types of what those arguments refer to. */
export const ownerTypes = /^aws_(s3_bucket|sqs_queue|iam_role|iam_user|iam_group|lambda_function|sns_topic|kms_key)$/;

export function attachmentOf(type: string): string | undefined {
  return attachments.find(([pattern]) => pattern.test(type))?.[1];
}
