import { otherCode } from '../../../../scripts/review-plan/rules/other-code.ts';
import { changed, created, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const lambda = (source_code_hash: string | null, code_sha256: string | null, more: object = {}) => ({
  function_name: 'thumbnail',
  source_code_hash,
  code_sha256,
  ...more,
});
const kept = (values: object, address = 'aws_lambda_function.thumbnail') => ({
  address,
  actions: ['no-op'],
  before: values,
  after: values,
});

const update = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_lambda_function.thumbnail', before, after, more);
const variables = (variables: object) => ({ environment: [{ variables }] });

describe('otherCode', () => {
  testRules(otherCode, {
    'changed by hand': {
      warnsOf: {
        'a function that the plan leaves as it is': {
          change: kept(lambda('deployed=', 'other=')),
          words:
            /^runs code that no deployment put there: `code_sha256` is `"other="`, and the last deployment's `source_code_hash` was `"deployed="`\.$/,
        },
        'a function in an instance of a module': {
          change: kept(lambda('deployed=', 'other='), 'module.m["a"].aws_lambda_function.thumbnail[0]'),
          words: /runs code that no deployment put there/,
        },
        'a function whose code the plan replaces': {
          change: {
            address: 'aws_lambda_function.thumbnail',
            before: lambda('deployed=', 'other='),
            after: lambda('next=', null),
            after_unknown: { code_sha256: true },
          },
          words: /runs code that no deployment put there/,
        },
        'a function that the plan destroys': {
          change: {
            address: 'aws_lambda_function.thumbnail',
            actions: ['delete'],
            before: lambda('deployed=', 'other='),
          },
          words: /runs code that no deployment put there/,
        },
      },
      isQuietAbout: {
        'a function that runs what was deployed': { changes: [kept(lambda('deployed=', 'deployed='))] },
        'a function that is deployed with new code': {
          changes: [
            {
              address: 'aws_lambda_function.thumbnail',
              before: lambda('deployed=', 'deployed='),
              after: lambda('next=', null),
              after_unknown: { code_sha256: true },
            },
          ],
        },
        'a new function, or one of which a hash is not known': {
          changes: [
            {
              address: 'aws_lambda_function.a',
              actions: ['create'],
              after: lambda('next=', null),
              after_unknown: { code_sha256: true },
            },
            kept(lambda(null, 'other='), 'aws_lambda_function.b'),
            kept(lambda('deployed=', ''), 'aws_lambda_function.c'),
            kept({ function_name: 'image' }, 'aws_lambda_function.d'),
          ],
        },
      },
    },
    layers: {
      warnsOf: {
        'a new layer': {
          change: update({ layers: null }, { layers: ['arn:aws:lambda:eu-west-1:210987654321:layer:a:1'] }),
          words: /^runs code of the layer `"arn:.*:layer:a:1"`, which may read every image\.$/,
        },
        'another version of a layer': {
          change: update({ layers: ['arn:layer:a:1'] }, { layers: ['arn:layer:a:2'] }),
          words: /`"arn:layer:a:2"`/,
        },
        'a layer that is not known': {
          change: update({ layers: [] }, {}, { after_unknown: { layers: true } }),
          words: /`\(known after apply\)`/,
        },
      },
      isQuietAbout: {
        'layers that stay, or go': {
          changes: [update({ layers: ['arn:layer:a:1', 'arn:layer:b:1'] }, { layers: ['arn:layer:b:1'] })],
        },
      },
    },
    'file system': {
      warnsOf: {
        'a file system': {
          change: update({ file_system_config: [] }, { file_system_config: [{ arn: 'arn:a' }] }),
          words: /^gives the function files of others/,
        },
      },
    },
    variables: {
      warnsOf: {
        'code that is loaded first': {
          change: update(variables({}), variables({ NODE_OPTIONS: '--import=/opt/a.mjs' })),
          words:
            /^may run other code, or talk to others, by its variable `NODE_OPTIONS`: `"--import=\/opt\/a\.mjs"`\.$/,
        },
        'a new function with a wrapper': {
          change: created('aws_lambda_function.a', variables({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/a' })),
          words: /by its variable `AWS_LAMBDA_EXEC_WRAPPER`/,
        },
        'another S3': {
          change: update(variables({}), variables({ AWS_ENDPOINT_URL_S3: 'https://example.com' })),
          words: /by its variable `AWS_ENDPOINT_URL_S3`/,
        },
      },
      isQuietAbout: {
        'such a variable that goes, in new code': {
          changes: [
            update(
              { ...variables({ NODE_OPTIONS: '-r a' }), source_code_hash: 'a' },
              { ...variables({}), source_code_hash: 'b' },
            ),
          ],
        },
      },
    },
    'code of a bucket': {
      warnsOf: {
        'code that comes from a bucket': {
          change: update({ filename: 'a.zip', s3_bucket: null }, { filename: null, s3_bucket: 'others' }),
          words: /^takes its code from a bucket: `s3_bucket` `nothing` → `"others"`\.$/,
        },
      },
    },
    'code of an image': {
      warnsOf: {
        'code that comes from an image': {
          change: update({ image_uri: null }, { image_uri: 'registry/image:1' }),
          words: /^takes its code from a container image/,
        },
      },
    },
  });
});
