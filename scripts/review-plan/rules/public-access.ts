import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, stringsIn, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { setting } from './setting.ts';

const blocks = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl, and the groups below it */
const publicGrantee = /^(public-read|public-read-write|authenticated-read)$|\/groups\/global\//;

/** An account by its canonical id, as an access control list names it. */
const canonicalId = /^[0-9a-f]{64}$/;

const blockOfPublicAccess: Rule = {
  type: /^aws_s3(_bucket|_account|control_access_point)_public_access_block$/,
  find({ before, after }) {
    const loosened = blocks.filter((name) => after?.[name] !== true && (!before || before[name] === true));
    return loosened.map((name) => markdown`no longer keeps the public out: ${name} is ${shown(after?.[name])}.`);
  },
};

const publicList: Rule = {
  type: /^aws_s3_bucket(_acl)?$/,
  find: ({ before, after }) =>
    newGrantees(before, after, publicGrantee).map((it) => markdown`is opened to the public by ${it}.`),
};

const listOfAccounts: Rule = {
  type: /^aws_s3_bucket(_acl)?$/,
  find: ({ before, after }) =>
    newGrantees(before, after, canonicalId)
      // The owner is listed with the rights that it has anyway.
      .filter((id) => id !== valueAt(after, 'access_control_policy.0.owner.0.id'))
      .map((id) => markdown`is opened to another account, ${id}.`),
};

/** Something can be reached by anyone that could not before. Policies have rules of their own. */
export const publicAccess = {
  'public access block': blockOfPublicAccess,
  'public access control list': publicList,
  'access control list of accounts': listOfAccounts,
  'function URL': setting({
    type: 'aws_lambda_function_url',
    path: 'authorization_type',
    isWorse: (before, after) => after === 'NONE' && before !== 'NONE',
    consequence: 'lets anyone on the Internet invoke the function',
  }),
  website: {
    type: 'aws_s3_bucket_website_configuration',
    find: ({ before, after }) =>
      after && !before ? [markdown`makes the bucket a website, which only the public can read.`] : [],
  },
  CORS: {
    type: /^aws_(s3_bucket_cors_configuration|lambda_function_url|cloudfront_response_headers_policy)$/,
    find: ({ before, after }) =>
      originsIn(after ?? null)
        .filter(
          (origin) =>
            /\*/.test(origin.replace(/^https?:\/\/\*\.(?=[^*]+\.)/, '')) && !originsIn(before ?? null).includes(origin),
        )
        .map((origin) => markdown`lets the pages of any site use it: the allowed origin ${origin}.`),
  },
} satisfies Rules;

function newGrantees(before: Attributes | undefined, after: Attributes | undefined, pattern: RegExp): string[] {
  const granteesOf = (bucket: Attributes | undefined) =>
    ['acl', 'grant', 'access_control_policy']
      .flatMap((name) => stringsIn(bucket?.[name]))
      .filter((it) => pattern.test(it));
  const known = new Set(granteesOf(before));
  return [...new Set(granteesOf(after))].filter((it) => !known.has(it));
}

const originArgument = /^(allowed_origins|allow_origins|access_control_allow_origins)$/;

/** Returns the origins whose pages a resource lets in, wherever it lists them. */
function originsIn(value: Value): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    originArgument.test(name) ? stringsIn(part) : originsIn(part),
  );
}
