// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how Terraform writes its expressions
import { expect } from 'chai';
import { Configuration, resolve } from '../../../../scripts/local-aws/terraform/resolve.ts';
import { expectError } from '../../../support/expect-error.ts';

const place = { accountId: '111111111111', region: 'eu-west-1', endpoint: 'http://127.0.0.1:4580' };

describe('resolve', () => {
  const resolved = (blocks: Record<string, object>) =>
    resolve(Configuration.parse({ provider: { aws: [{ region: 'eu-west-1' }] }, ...blocks }), place);
  /** Returns the resolved attribute of a bucket, in a stack with a queue `dead-letter`. */
  const resultOf = (value: unknown) => {
    const resource = { aws_sqs_queue: { letters: { name: 'dead-letter' } }, aws_s3_bucket: { photos: { value } } };
    const data = { aws_caller_identity: { current: {} } };
    return resolved({ resource, data }).find(({ name }) => name === 'photos')?.attributes['value'];
  };

  it('adds the attributes that AWS computes, and drops the arguments that only Terraform uses', () => {
    const photos = {
      '//': { metadata: {} },
      depends_on: ['aws_sqs_queue.letters'],
      source_code_hash: '${filebase64sha256("photos.zip")}',
      bucket: 'photos',
      force_destroy: true,
    };

    expect(resolved({ resource: { aws_s3_bucket: { photos } } })).to.deep.equal([
      {
        type: 'aws_s3_bucket',
        name: 'photos',
        attributes: {
          bucket: 'photos',
          force_destroy: true,
          id: 'photos',
          arn: 'arn:aws:s3:::photos',
          bucket_regional_domain_name: 'photos.s3.eu-west-1.amazonaws.com',
        },
      },
    ]);
  });

  const arn = 'arn:aws:sqs:eu-west-1:111111111111:dead-letter';
  const values: Array<[string, unknown, unknown]> = [
    ['a reference', '${aws_sqs_queue.letters.arn}', arn],
    ['a reference to a data source', '${data.aws_caller_identity.current.account_id}', '111111111111'],
    ['a reference inside a string', '${aws_sqs_queue.letters.arn}/*', `${arn}/*`],
    ['two references', '${aws_sqs_queue.letters.name}-${aws_sqs_queue.letters.name}', 'dead-letter-dead-letter'],
    ['references in lists and objects', [{ to: '${aws_sqs_queue.letters.name}' }], [{ to: 'dead-letter' }]],
    ['an escaped reference', '$${aws_sqs_queue.letters.name}', '${aws_sqs_queue.letters.name}'],
    ['an escaped and another reference', '$${a}${aws_sqs_queue.letters.name}', '${a}dead-letter'],
    ['an escaped directive', '%%{ if true }', '%{ if true }'],
    ['dollars and braces', 'cost: $5 {"a":1} }', 'cost: $5 {"a":1} }'],
    ['text in base64', '${base64decode("YQo=")}', 'a\n'],
    ['what is no text', [1, true, null], [1, true, null]],
  ];
  for (const [what, value, expected] of values) {
    it(`resolves ${what}`, () => {
      expect(resultOf(value)).to.deep.equal(expected);
    });
  }

  it('resolves a reference whose target holds another reference', () => {
    const resource = {
      aws_s3_bucket: {
        a: { bucket: '${aws_s3_bucket.b.bucket}-a' },
        b: { bucket: 'b' },
        c: { bucket: '${aws_s3_bucket.a.id}-c' },
      },
    };

    expect(resolved({ resource }).map(({ attributes }) => attributes['bucket'])).to.deep.equal(['b-a', 'b', 'b-a-c']);
  });

  const refused: Array<[string, () => unknown, RegExp]> = [
    [
      'a type of resource that it does not know',
      () => resolved({ resource: { aws_dynamodb_table: { news: {} } } }),
      /does not know the type of aws_dynamodb_table\.news/,
    ],
    [
      'a type of data source that it does not know',
      () => resultOf('${data.aws_region.here.name}'),
      /does not know the type of data\.aws_region\.here/,
    ],
    [
      'a resource that is not there',
      () => resultOf('${aws_sqs_queue.gone.arn}'),
      /^The configuration refers to aws_sqs_queue\.gone/,
    ],
    [
      'an attribute that it does not know',
      () => resultOf('${aws_sqs_queue.letters.kms_key}'),
      /knows no attribute kms_key of aws_sqs_queue\.letters/,
    ],
    ['a function', () => resultOf('${upper("a")}'), /cannot evaluate \$\{upper\("a"\)\}/],
    ['a variable', () => resultOf('a-${var.name}'), /cannot evaluate \$\{var\.name\}/],
    ['an expression with braces in it', () => resultOf('a-${jsonencode({a = 1})}'), /cannot evaluate \$\{jsonencode\(/],
    ['a directive', () => resultOf('%{ if true }a%{ endif }'), /cannot evaluate the directive in "%\{ if true \}a/],
    ['a module', () => resolved({ module: { a: { source: './a' } } }), /does not know module/],
    ['a variable that is declared', () => resolved({ variable: { a: {} } }), /does not know variable/],
    [
      'another provider',
      () => resolved({ provider: { aws: [{ region: 'eu-west-1' }], google: {} } }),
      /does not know google/,
    ],
    ...['count', 'for_each', 'dynamic', 'provider', 'provisioner'].map((name): [string, () => unknown, RegExp] => [
      `a resource with ${name}`,
      () => resolved({ resource: { aws_s3_bucket: { photos: { bucket: 'photos', [name]: 2 } } } }),
      new RegExp(`^aws_s3_bucket\\.photos has ${name}, which the local AWS does not know\\.$`),
    ]),
    ['an expression that does not end', () => resultOf('a-${aws_sqs_queue'), /cannot evaluate \$\{aws_sqs_queue/],
  ];
  for (const [what, act, message] of refused) {
    it(`refuses and names ${what}`, async () => {
      const error = await expectError(Error, undefined, act);

      expect(error.message).to.match(message);
    });
  }
});
