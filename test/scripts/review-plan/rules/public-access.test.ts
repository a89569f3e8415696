import { publicAccess } from '../../../../scripts/review-plan/rules/public-access.ts';
import { changed, created, destroyed, testRules } from '../danger-cases.ts';

const publicAccessBlock = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const [owner, other] = ['a'.repeat(64), 'b'.repeat(64)];
const list = (...ids: string[]) => ({
  access_control_policy: [
    {
      owner: [{ id: owner }],
      grant: ids.map((id) => ({ grantee: [{ type: 'CanonicalUser', id }], permission: 'READ' })),
    },
  ],
});
const cors = (...allowed_origins: string[]) => ({
  bucket: 'a',
  cors_rule: [{ allowed_methods: ['PUT'], allowed_origins }],
});

describe('publicAccess', () => {
  testRules(publicAccess, {
    'public access block': {
      warnsOf: {
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
          change: created('aws_s3_bucket_public_access_block.a', {
            ...publicAccessBlock,
            restrict_public_buckets: false,
          }),
          words: /^no longer keeps the public out: `restrict_public_buckets` is `false`\.$/,
        },
      },
      isQuietAbout: {
        'a public access block that was no better before': {
          changes: [changed('aws_s3_bucket_public_access_block.a', {}, { block_public_acls: true })],
        },
      },
    },
    'public access control list': {
      warnsOf: {
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
      },
      isQuietAbout: {
        'a list that was public before': {
          changes: [changed('aws_s3_bucket_acl.a', { acl: 'public-read' }, { acl: 'public-read', id: 'a' })],
        },
      },
    },
    'access control list of accounts': {
      warnsOf: {
        'an access control list that grants to another account': {
          change: changed('aws_s3_bucket_acl.a', list(owner), list(owner, other)),
          words: /^is opened to another account, `b{64}`\.$/,
        },
      },
      isQuietAbout: {
        'a list of the owner alone': { changes: [created('aws_s3_bucket_acl.a', list(owner))] },
      },
    },
    'function URL': {
      warnsOf: {
        'a function that anyone can invoke': {
          change: created('aws_lambda_function_url.a', { authorization_type: 'NONE' }),
          words: /anyone on the Internet/,
        },
      },
      isQuietAbout: {
        'a function that anyone could invoke before': {
          changes: [
            changed(
              'aws_lambda_function_url.a',
              { authorization_type: 'NONE' },
              { authorization_type: 'NONE', cors: [{}] },
            ),
          ],
        },
      },
    },
    website: {
      warnsOf: {
        'a bucket that becomes a website': {
          change: created('aws_s3_bucket_website_configuration.a', { bucket: 'a' }),
          words: /^makes the bucket a website/,
        },
      },
    },
    CORS: {
      warnsOf: {
        'a bucket that the pages of any site may use': {
          change: changed(
            'aws_s3_bucket_cors_configuration.a',
            cors('https://example.com'),
            cors('https://example.com', '*'),
          ),
          words: /^lets the pages of any site use it: the allowed origin `\*`\.$/,
        },
        'a new bucket that any encrypted page may use': {
          change: created('aws_s3_bucket_cors_configuration.a', cors('https://*')),
          words: /the allowed origin `https:\/\/\*`/,
        },
        'a function URL that any page may use': {
          change: changed('aws_lambda_function_url.a', {}, { cors: [{ allow_origins: ['*'] }] }),
          words: /the allowed origin `\*`/,
        },
      },
      isQuietAbout: {
        'one more page, or the pages of one domain': {
          changes: [
            changed(
              'aws_s3_bucket_cors_configuration.a',
              cors('https://example.com'),
              cors('https://example.com', 'https://example.org', 'https://*.example.org'),
            ),
          ],
        },
      },
    },
  });
});
