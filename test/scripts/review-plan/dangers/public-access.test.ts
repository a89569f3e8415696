import { changed, created, destroyed, itWarnsOf } from '../danger-tables.ts';

const publicAccessBlock = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

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
    'a public access control list': {
      change: changed('aws_s3_bucket_acl.a', { acl: 'private' }, { acl: 'public-read' }),
      words: /opened to the public by `public-read`/,
    },
    'a function that anyone can invoke': {
      change: created('aws_lambda_function_url.a', { authorization_type: 'NONE' }),
      words: /anyone on the Internet/,
    },
  });
});
