import { changed, created, destroyed, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

const publicAccessBlock = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';

describe('publicAccess', () => {
  itWarnsOf({
    'a public access block that is loosened': {
      change: changed('aws_s3_bucket_public_access_block.a', publicAccessBlock, {
        ...publicAccessBlock,
        ignore_public_acls: false,
      }),
      words: /no longer keeps the public out: `ignore_public_acls` is `false`/,
    },
    'a public access block that is destroyed': {
      change: destroyed('aws_s3_bucket_public_access_block.a', publicAccessBlock),
      words: /`block_public_acls` is `nothing`/,
    },
    'a public access block of the whole account that is loosened': {
      change: changed('aws_s3_account_public_access_block.a', publicAccessBlock, {
        ...publicAccessBlock,
        block_public_policy: false,
      }),
      words: /no longer keeps the public out: `block_public_policy` is `false`/,
    },
    'a new public access block that is loose': {
      change: created('aws_s3_bucket_public_access_block.a', { ...publicAccessBlock, restrict_public_buckets: false }),
      words: /^no longer keeps the public out: `restrict_public_buckets` is `false`\.$/,
    },
    'a public access control list': {
      change: changed('aws_s3_bucket_acl.a', { acl: 'private' }, { acl: 'public-read' }),
      words: /opened to the public by `public-read`/,
    },
    'an access control list for anyone with an account': {
      change: created('aws_s3_bucket_acl.a', { acl: 'authenticated-read' }),
      words: /opened to the public by `authenticated-read`/,
    },
    'an access control list that grants to a group': {
      change: created('aws_s3_bucket_acl.a', {
        access_control_policy: [{ grant: [{ grantee: [{ type: 'Group', uri: allUsers }], permission: 'READ' }] }],
      }),
      words: /opened to the public by `http.*AllUsers`/,
    },
    'a bucket that is public itself': {
      change: changed('aws_s3_bucket.a', { acl: null }, { acl: 'public-read-write' }),
      words: /opened to the public by `public-read-write`/,
    },
    'a bucket that grants to a group itself': {
      change: changed('aws_s3_bucket.a', { grant: [] }, { grant: [{ type: 'Group', uri: allUsers }] }),
      words: /opened to the public by `http.*AllUsers`/,
    },
    'a function that anyone can invoke': {
      change: created('aws_lambda_function_url.a', { authorization_type: 'NONE' }),
      words: /anyone on the Internet/,
    },
  });

  itDoesNotWarnOf({
    'what has been public before': {
      changes: [
        changed('aws_s3_bucket_acl.a', { acl: 'public-read' }, { acl: 'public-read', id: 'a' }),
        changed('aws_s3_bucket_public_access_block.a', {}, { block_public_acls: true }),
        changed(
          'aws_lambda_function_url.a',
          { authorization_type: 'NONE' },
          { authorization_type: 'NONE', cors: [{}] },
        ),
      ],
    },
  });
});
