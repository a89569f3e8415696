import { type LambdaClient, ListTagsCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-lambda';

/** Who paused a function, and why, as its tags tell. */
export interface PauseRecord {
  by: string;
  /** A time such as `2026-11-26T03:00:00Z`. */
  at: string;
  reason: string;
  /** The reserved concurrency before: a number, or `unreserved`. */
  concurrency: string;
}

const fields = ['by', 'at', 'reason', 'concurrency'] as const;
const tagOf = (field: (typeof fields)[number]) => `paused:${field}`;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html */
const maxTagCharacters = 256;

/** Returns the record of a pause, or undefined when the function has none. */
export async function readPauseRecord(lambda: LambdaClient, arn: string): Promise<PauseRecord | undefined> {
  const { Tags = {} } = await lambda.send(new ListTagsCommand({ Resource: arn }));
  if (Tags[tagOf('concurrency')] === undefined) return undefined;
  const [by = '', at = '', reason = '', concurrency = ''] = fields.map((field) => Tags[tagOf(field)]);
  return { by, at, reason, concurrency };
}

/** Writes the record of a pause. Characters that a tag cannot hold become `_`. */
export async function writePauseRecord(lambda: LambdaClient, arn: string, record: PauseRecord): Promise<void> {
  const tags = fields.map((field) => [tagOf(field), asTagValue(record[field])]);
  await lambda.send(new TagResourceCommand({ Resource: arn, Tags: Object.fromEntries(tags) }));
}

export async function removePauseRecord(lambda: LambdaClient, arn: string): Promise<void> {
  await lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: fields.map(tagOf) }));
}

function asTagValue(text: string): string {
  return [...text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_')].slice(0, maxTagCharacters).join('');
}
