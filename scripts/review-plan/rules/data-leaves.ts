import { isDeepStrictEqual } from 'node:util';
import { accountOf } from '../../policies/accounts.ts';
import { isPolicy } from '../../policies/statement.ts';
import { Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { type Attributes, isEmpty, type Value } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, setting } from './setting.ts';
import { changedVariables } from './variables.ts';

/** By type of resource: the way out of the pipeline that it opens. */
const exits: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_api_destination: 'sends events to an address on the Internet',
  aws_cloudwatch_log_account_policy: 'is a policy for every log of the account, which may send them elsewhere',
  aws_cloudwatch_log_delivery: 'sends log lines elsewhere',
  aws_cloudwatch_log_subscription_filter: 'sends every log line that matches elsewhere',
  aws_datasync_task: 'copies files elsewhere',
  aws_iam_access_key: 'is a key to the account that never expires',
  aws_kms_grant: 'lets somebody else use the key, which no policy shows',
  aws_lambda_event_source_mapping: 'takes messages, or events, for a function',
  aws_lambda_layer_version_permission: 'shares code of this account',
  aws_pipes_pipe: 'takes messages, or events, and sends them elsewhere',
  aws_ram_resource_association: 'shares a resource with other accounts',
  aws_s3_access_point: 'is another way to the objects of a bucket, with a policy of its own',
  aws_s3_bucket_analytics_configuration: 'may write a list of all objects elsewhere',
  aws_s3_bucket_inventory: 'writes a list of all objects elsewhere',
  aws_s3_bucket_metadata_configuration: 'writes the metadata of all objects elsewhere',
  aws_s3_bucket_replication_configuration: 'copies objects to other buckets',
  aws_s3control_access_grant: 'lets somebody else at the objects of a bucket',
  aws_s3control_multi_region_access_point: 'is another way to the objects of buckets, with a policy of its own',
  aws_s3control_object_lambda_access_point: 'is another way to the objects of a bucket, with a policy of its own',
  aws_sqs_queue_redrive_policy: 'moves messages to another queue',
  aws_transfer_server: 'is another way to the objects of buckets',
  aws_transfer_user: 'lets somebody else at the objects of a bucket',
};

/** Any update of one may send more, or send it elsewhere. */
const exit: Rule = {
  type: new RegExp(`^(${Object.keys(exits).join('|')})$`),
  find(change) {
    const isOther = change.after && !isDeepStrictEqual(withoutTags(change.before), withoutTags(change.after));
    return isOther ? [markdown`${new Markdown(exits[change.type] ?? '')}.`] : [];
  },
};

function withoutTags(attributes: Attributes | undefined): Attributes | undefined {
  return attributes && { ...attributes, tags: null, tags_all: null };
}

const buckets: Rule = {
  type: 'aws_lambda_function',
  find: ({ before, after }) =>
    changedVariables(before, after)
      .filter((it) => /^(SOURCE|PROCESSED)_BUCKET$/.test(it.name) && after && !isEmpty(it.before))
      .map((it) => markdown`works with another bucket: ${it.name} ${shown(it.before)} → ${shown(it.after)}.`),
};

const mirroring: Rule = {
  type: 'aws_lambda_function',
  find: ({ before, after }) =>
    changedVariables(before, after)
      .filter((it) => it.name === 'MIRROR_DELETES' && after && String(it.before) === 'true')
      .map(
        (it) =>
          markdown`keeps the thumbnails of images that are deleted: ${it.name} ${shown(it.before)} → ${shown(it.after)}.`,
      ),
};

/** A resource of another account appears, wherever that is. Policies have rules of their own. */
const otherAccount: Rule = {
  type: /^/,
  find({ before, after }: OwnedChange, { accounts }) {
    const known = new Set(arnsIn(before ?? null));
    const added = [...new Set(arnsIn(after ?? null))].filter((arn) => !known.has(arn));
    const foreign = accounts.size === 0 ? [] : added.filter((arn) => !accounts.has(accountOf(arn) ?? ''));
    return foreign.map((arn) => markdown`names a resource of another account: ${arn}.`);
  },
};

function arnsIn(value: Value): string[] {
  if (isPolicy(value)) return [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(arnsIn);
  return typeof value === 'string' && value.startsWith('arn:') && accountOf(value) !== undefined ? [value] : [];
}

/** Objects, logs or outcomes get to somebody who does not get them yet. */
export const dataLeaves = {
  exit,
  buckets,
  mirroring,
  'another account': otherAccount,
  'outcomes elsewhere': setting({
    type: 'aws_lambda_function_event_invoke_config',
    path: 'destination_config.0.on_success.0.destination',
    isWorse: isChanged,
    consequence: 'sends the outcomes of uploads elsewhere',
  }),
} satisfies Rules;
