import type { Rule } from '../dangers.ts';
import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, type Value, valueAt } from '../values.ts';

const blocks = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl, and the groups below it */
const publicGrantee = /^(public-read|public-read-write|authenticated-read)$|\/groups\/global\//;

/** Something can be reached by anyone that could not before; policies are looked at by a rule of their own. */
export const publicAccess: Rule = ({ type, before, after, owner }) => {
  if (owner === 'destroyed') return [];
  if (/^aws_s3_(bucket|account)_public_access_block$/.test(type)) {
    const loosened = blocks.filter((name) => after?.[name] !== true && (!before || before[name] === true));
    return loosened.map((name) => markdown`no longer keeps the public out: ${name} is ${shown(after?.[name])}.`);
  }
  if (/^aws_s3_bucket(_acl)?$/.test(type)) {
    const known = grantees(before);
    return grantees(after)
      .filter((grantee) => !known.includes(grantee))
      .map((grantee) => markdown`is opened to the public by ${grantee}.`);
  }
  if (type === 'aws_lambda_function_url' && after?.['authorization_type'] === 'NONE') {
    const open = valueAt(before, 'authorization_type') === 'NONE';
    return open ? [] : [markdown`lets anyone on the Internet invoke the function: authorization_type is ${'NONE'}.`];
  }
  return [];
};

function grantees(bucket: Attributes | undefined): string[] {
  return ['acl', 'grant', 'access_control_policy']
    .flatMap((name) => stringsOf(bucket?.[name]))
    .filter((text) => publicGrantee.test(text));
}

function stringsOf(value: Value | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
