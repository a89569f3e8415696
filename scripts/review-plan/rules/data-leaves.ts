import { accountOf } from '../../policies/accounts.ts';
import { isPolicy } from '../../policies/statement.ts';
import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, setting } from './setting.ts';

const lambda = 'aws_lambda_function';

/** By type of resource: the way out of the pipeline that it opens. */
const exits: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_account_policy: 'is a policy for every log of the account, which may send them elsewhere',
  aws_cloudwatch_log_delivery: 'sends log lines elsewhere',
  aws_cloudwatch_log_subscription_filter: 'sends every log line that matches elsewhere',
  aws_datasync_task: 'copies files elsewhere',
  aws_iam_access_key: 'is a key to the account that never expires',
  aws_kms_grant: 'lets somebody else use the key, which no policy shows',
  aws_lambda_layer_version_permission: 'shares code of this account',
  aws_ram_resource_association: 'shares a resource with other accounts',
  aws_s3_access_point: 'is another way to the objects of a bucket, with a policy of its own',
  aws_s3_bucket_analytics_configuration: 'may write a list of all objects elsewhere',
  aws_s3_bucket_inventory: 'writes a list of all objects elsewhere',
  aws_s3_bucket_metadata_configuration: 'writes what is known of all objects elsewhere',
  aws_s3_bucket_metadata_table_configuration: 'writes what is known of all objects elsewhere',
  aws_s3_bucket_replication_configuration: 'copies objects to other buckets',
  aws_s3control_access_grant: 'lets somebody else at the objects of a bucket',
  aws_s3control_multi_region_access_point: 'is another way to the objects of buckets, with a policy of its own',
  aws_s3control_object_lambda_access_point: 'is another way to the objects of a bucket, with a policy of its own',
  aws_transfer_server: 'is another way to the objects of buckets',
  aws_transfer_user: 'lets somebody else at the objects of a bucket',
};

/** AWS changes none of them by itself, so any update is somebody's wish. */
const exit: Rule = {
  type: new RegExp(`^(${Object.keys(exits).join('|')})$`),
  find: ({ type, action, after }) =>
    after && action !== 'keep' && action !== 'forget' ? [markdown`${new Markdown(exits[type] ?? '')}.`] : [],
};

/** Variables that name where the function reads and writes, or that let something else run in it or listen to it. */
const bucketVariables = ['SOURCE_BUCKET', 'PROCESSED_BUCKET'];
const intrusive =
  /^(NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|AWS_LAMBDA_EXEC_WRAPPER|AWS_ENDPOINT_URL\w*|LD_(PRELOAD|LIBRARY_PATH)|(HTTPS?|ALL)_PROXY)$/i;

const variables: Rule = {
  type: lambda,
  find({ before, after }) {
    const [was, is] = [variablesOf(before), variablesOf(after)];
    if (!after) return [];
    const names = Object.keys({ ...was, ...is });
    const redirected = names.filter(
      (name) => bucketVariables.includes(name) && before && isRedirected(was[name], is[name]),
    );
    const intruding = names.filter((name) => intrusive.test(name) && !isEmpty(is[name]) && is[name] !== was[name]);
    return [
      ...redirected.map(
        (name) => markdown`works with another bucket: ${name} ${shown(was[name])} → ${shown(is[name])}.`,
      ),
      ...intruding.map(
        (name) => markdown`may run other code, or talk to others, by its variable ${name}: ${shown(is[name])}.`,
      ),
    ];
  },
};

function isRedirected(was: Value | undefined, is: Value | undefined): boolean {
  return !isEmpty(was) && was !== is;
}

function variablesOf(attributes: Attributes | undefined): Attributes {
  const variables = valueAt(attributes, 'environment.0.variables');
  return isAttributes(variables) ? variables : {};
}

/** A resource of another account appears, wherever that is. Policies have rules of their own. */
const otherAccount: Rule = {
  type: /^/,
  find({ before, after }, { accounts }) {
    if (accounts.size === 0) return [];
    const known = new Set(arnsIn(before ?? null));
    const foreign = [...new Set(arnsIn(after ?? null))].filter(
      (arn) => !known.has(arn) && !accounts.has(accountOf(arn) ?? ''),
    );
    return foreign.map((arn) => markdown`names something of another account: ${arn}.`);
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
  variables,
  'another account': otherAccount,
  layers: {
    type: lambda,
    find: ({ before, after }) =>
      added('layers', before, after).map(
        (it) => markdown`runs code of the layer ${shown(it)}, which may read every image.`,
      ),
  },
  'file system': setting({
    type: lambda,
    path: 'file_system_config.0.arn',
    isWorse: (before, after) => !isEmpty(after) && before !== after,
    consequence: 'gives the function files of others',
  }),
  'outcomes elsewhere': setting({
    type: 'aws_lambda_function_event_invoke_config',
    path: 'destination_config.0.on_success.0.destination',
    isWorse: isChanged,
    consequence: 'sends the outcomes of uploads elsewhere',
  }),
} satisfies Rules;

function added(name: string, before: Attributes | undefined, after: Attributes | undefined): Value[] {
  const items = (attributes: Attributes | undefined) => [valueAt(attributes, name) ?? []].flat();
  const known = new Set(items(before));
  return items(after).filter((item) => !known.has(item));
}
