import { markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, stringsIn, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, isCutDown, isLost, isLostOrChanged, isSetOtherwise, setting } from './setting.ts';
import { changedVariables, type Variable } from './variables.ts';

const lambda = 'aws_lambda_function';

/** Other code may take other variables, but the same code does not. */
function lostVariables({ before, after }: OwnedChange): Variable[] {
  if (!before || !after) return [];
  const isSameCode = valueAt(before, 'source_code_hash') === valueAt(after, 'source_code_hash');
  return changedVariables(before, after).filter(
    ({ name, before: was, after: is }) =>
      (isSameCode && isLost(was, is)) || (/^MAX_/.test(name) && Number(String(is)) < Number(String(was)) / 2),
  );
}

/** AWS knows a role by an id, which a new role of the same name does not have. */
const lostRole: Rule = {
  type: 'aws_iam_role',
  find({ action, before }, plan) {
    const [user] = plan.withAfter(lambda, 'role', valueAt(before, 'arn'));
    if (!user) return [];
    if (action === 'destroy') return [markdown`is the role that ${user.address} works in.`];
    const isRecreated = action === 'replace' || action === 'abandon';
    return isRecreated
      ? [markdown`is recreated, while ${user.address} works in it and may fail until it is deployed again.`]
      : [];
  },
};

/** `npm run pause` sets the concurrency to 0, and tags the function with the reason. No deployment lifts that by accident. */
const liftedPause: Rule = {
  type: lambda,
  isPause: true,
  find({ before, after }) {
    const path = 'reserved_concurrent_executions';
    const next = valueAt(after, path);
    if (!after || valueAt(before, path) !== 0 || next === 0) return [];
    const [by, at, reason] = ['by', 'at', 'reason'].map((field) => valueAt(before, `tags_all.paused:${field}`));
    const because = isEmpty(reason)
      ? markdown`, but not by npm run pause`
      : markdown` by ${shown(by)} since ${shown(at)}: ${shown(reason)}`;
    return [
      markdown`starts again, though it was stopped${because}. npm run resume lifts a pause; a deployment does so only with lift-pause. To deploy and keep it stopped, set reservedConcurrency: 0. ${path} ${shown(0)} → ${shown(next)}.`,
    ];
  },
};

/** The function no longer runs, or no longer processes what it did, or runs although it was stopped. */
export const uploadsStop = {
  'no concurrency': setting({
    type: lambda,
    path: 'reserved_concurrent_executions',
    isWorse: (before, after) => after === 0 && before !== 0,
    consequence: 'stops the function: each new upload goes straight to the dead-letter queue',
  }),
  pause: liftedPause,
  timeout: setting({
    type: lambda,
    path: 'timeout',
    // To read and to write alone may take eight seconds.
    isWorse: isCutDown(10, 3),
    consequence: 'leaves too little time for images that were processed until now',
  }),
  memory: setting({
    type: lambda,
    path: 'memory_size',
    isWorse: isCutDown(512, 128),
    consequence: 'leaves too little memory for images that were processed until now',
  }),
  handler: setting({
    type: lambda,
    path: 'handler',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'starts at another place in the code',
  }),
  runtime: setting({
    type: lambda,
    path: 'runtime',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after) && !/^nodejs/.test(String(after)),
    consequence: 'runs in another language than the code is written in',
  }),
  architecture: setting({
    type: lambda,
    path: 'architectures',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'runs on another processor, for which the package may hold no native code',
  }),
  network: setting({
    type: lambda,
    path: 'vpc_config.0.subnet_ids',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'moves the function into a network from which it may not reach S3',
  }),
  'security groups': setting({
    type: lambda,
    path: 'vpc_config.0.security_group_ids',
    isWorse: isChanged,
    consequence: 'gives the function other security groups, which may not let it reach S3',
  }),
  role: setting({
    type: lambda,
    path: 'role',
    isWorse: isChanged,
    consequence: 'makes the function work in another role: compare what that one allows',
  }),
  'role lost': lostRole,
  'SSE-C': setting({
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    path: 'rule.0.blocked_encryption_types',
    isWorse: (before, after) =>
      [before].flat().includes('SSE-C') && after !== undefined && ![after].flat().includes('SSE-C'),
    consequence: "accepts uploads that are encrypted with the sender's own key, which the function cannot read",
  }),
  variables: {
    type: lambda,
    find: (change) =>
      lostVariables(change).map(
        ({ name, before, after }) =>
          markdown`rejects, or fails, uploads that it processed: ${name} ${shown(before)} → ${shown(after)}.`,
      ),
  },
  'requester pays': setting({
    type: 'aws_s3_bucket_request_payment_configuration',
    path: 'payer',
    isWorse: (before, after) => after === 'Requester' && before !== 'Requester',
    consequence: 'refuses every request that does not offer to pay',
  }),
  'uploads from web pages': {
    type: 'aws_s3_bucket_cors_configuration',
    find: ({ before, after }) =>
      ['allowed_origins', 'allowed_methods', 'allowed_headers'].flatMap((name) => {
        const left = new Set(listedIn(after, name));
        return [...new Set(listedIn(before, name))]
          .filter((item) => ![item, '*'].some((it) => left.has(it)))
          .map((item) => markdown`no longer lets web pages use the bucket as they did: ${name} lose ${item}.`);
      }),
  },
} satisfies Rules;

/** Returns the items of a list in all rules of a CORS configuration. */
function listedIn(configuration: Attributes | undefined, name: string): string[] {
  return [valueAt(configuration, 'cors_rule')]
    .flat()
    .flatMap((rule) => (isAttributes(rule) ? stringsIn(rule[name]) : []));
}
