import { uploadsStop } from '../../../../scripts/review-plan/rules/uploads-stop.ts';
import { changed, created, destroyed, replaced, testRules } from '../danger-cases.ts';
import type { GivenChange } from '../plans.ts';

const lambda = (before: object, after: object, more: GivenChange = {}) =>
  changed('aws_lambda_function.thumbnail', before, after, more);

const variables = (variables: object) => ({ environment: [{ variables }] });

const sse = 'aws_s3_bucket_server_side_encryption_configuration.a';
const blocked = (...blocked_encryption_types: string[]) => ({ rule: [{ blocked_encryption_types }] });
const cors = (...allowed_origins: string[]) => ({ cors_rule: [{ allowed_methods: ['PUT'], allowed_origins }] });

describe('uploadsStop', () => {
  testRules(uploadsStop, {
    'no concurrency': {
      warnsOf: {
        'a function that is stopped': {
          change: lambda({ reserved_concurrent_executions: 10 }, { reserved_concurrent_executions: 0 }),
          words: /^stops the function: .* `reserved_concurrent_executions` `10` → `0`\.$/,
        },
        'an unreserved function that is stopped': {
          change: lambda({ reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 0 }),
          words: /^stops the function/,
        },
        'a new function that never runs': {
          change: created('aws_lambda_function.a', { reserved_concurrent_executions: 0 }),
          words: /^stops the function/,
        },
      },
      isQuietAbout: {
        'less concurrency': {
          changes: [lambda({ reserved_concurrent_executions: 10 }, { reserved_concurrent_executions: 1 })],
        },
      },
    },
    pause: {
      warnsOf: {
        'a deployment that lifts a pause': {
          change: lambda(
            {
              reserved_concurrent_executions: 0,
              tags_all: {
                'paused:by': 'ann@laptop',
                'paused:at': '2026-01-01T03:00:00Z',
                'paused:reason': 'bad *colours*',
              },
            },
            { reserved_concurrent_executions: 10, tags_all: {} },
          ),
          words:
            /^starts again, though it was stopped by `"ann@laptop"` since `"2026-01-01T03:00:00Z"`: `"bad \*colours\*"`\. npm run resume lifts .* only with lift-pause\..* reservedConcurrency: 0\. `reserved_concurrent_executions` `0` → `10`\.$/,
        },
        'a stop by hand that is lifted': {
          change: lambda({ reserved_concurrent_executions: 0 }, { reserved_concurrent_executions: -1 }),
          words: /stopped, but not by npm run pause/,
        },
      },
      isQuietAbout: {
        'a pause that stays': {
          changes: [lambda({ reserved_concurrent_executions: 0 }, { reserved_concurrent_executions: 0 })],
        },
      },
    },
    timeout: {
      warnsOf: {
        'a timeout of a second': {
          change: lambda({ timeout: 30 }, { timeout: 1 }),
          words: /^leaves too little time.*`30` → `1`/,
        },
        'the default timeout': { change: lambda({ timeout: 30 }, { timeout: null }), words: /`30` → `nothing`/ },
        'a timeout too short to read and write': {
          change: lambda({ timeout: 12 }, { timeout: 8 }),
          words: /`12` → `8`/,
        },
      },
      isQuietAbout: {
        'a longer timeout, a slightly shorter one, and a new function': {
          changes: [
            lambda({ timeout: 30 }, { timeout: 60 }),
            lambda({ timeout: 30 }, { timeout: 20 }),
            created('aws_lambda_function.a', { timeout: 3 }),
          ],
        },
      },
    },
    memory: {
      warnsOf: {
        'the least memory': {
          change: lambda({ memory_size: 1769 }, { memory_size: 128 }),
          words: /^leaves too little memory.* `memory_size` `1769` → `128`/,
        },
      },
      isQuietAbout: {
        'more memory, or slightly less': {
          changes: [
            lambda({ memory_size: 1769 }, { memory_size: 3008 }),
            lambda({ memory_size: 3008 }, { memory_size: 1769 }),
          ],
        },
      },
    },
    handler: {
      warnsOf: {
        'another handler': {
          change: lambda({ handler: 'index.handler' }, { handler: 'other.handler' }),
          words: /^starts at another place in the code/,
        },
      },
    },
    runtime: {
      warnsOf: {
        'another language': {
          change: lambda({ runtime: 'nodejs24.x' }, { runtime: 'python3.13' }),
          words: /another language/,
        },
      },
      isQuietAbout: {
        'a newer Node.js': { changes: [lambda({ runtime: 'nodejs24.x' }, { runtime: 'nodejs26.x' })] },
      },
    },
    architecture: {
      warnsOf: {
        'another processor': {
          change: lambda({ architectures: ['arm64'] }, { architectures: ['x86_64'] }),
          words: /^runs on another processor/,
        },
        'the processor that AWS takes by default': {
          change: lambda({ architectures: ['arm64'] }, { architectures: null }),
          words: /^runs on another processor/,
        },
      },
    },
    network: {
      warnsOf: {
        'a network without a way to S3': {
          change: lambda({ vpc_config: [] }, { vpc_config: [{ subnet_ids: ['subnet-1'] }] }),
          words: /^moves the function into a network/,
        },
      },
      isQuietAbout: {
        'a new function in a network': {
          changes: [created('aws_lambda_function.a', { vpc_config: [{ subnet_ids: ['subnet-1'] }] })],
        },
      },
    },
    'security groups': {
      warnsOf: {
        'another security group': {
          change: lambda(
            { vpc_config: [{ security_group_ids: ['sg-1'] }] },
            { vpc_config: [{ security_group_ids: ['sg-2'] }] },
          ),
          words: /^gives the function other security groups/,
        },
      },
      isQuietAbout: {
        'a function that leaves its network': {
          changes: [lambda({ vpc_config: [{ security_group_ids: ['sg-1'] }] }, { vpc_config: [] })],
        },
      },
    },
    role: {
      warnsOf: {
        'another role': { change: lambda({ role: 'arn:a' }, { role: 'arn:b' }), words: /works? in another role/ },
      },
    },
    'role lost': {
      warnsOf: {
        'a role that is recreated while a function works in it': {
          change: replaced('aws_iam_role.a', { arn: 'arn:a', id: 'a' }, { arn: 'arn:a', id: 'a' }),
          among: [
            {
              address: 'aws_lambda_function.a',
              actions: ['no-op'],
              before: { role: 'arn:a' },
              after: { role: 'arn:a' },
            },
          ],
          words: /^is recreated, while `aws_lambda_function\.a` works in it and may fail/,
        },
        'a role that a function still has': {
          change: destroyed('aws_iam_role.a', { arn: 'arn:a', id: 'a' }),
          among: [
            {
              address: 'aws_lambda_function.a',
              actions: ['no-op'],
              before: { role: 'arn:a' },
              after: { role: 'arn:a' },
            },
          ],
          words: /^is the role that `aws_lambda_function\.a` works in\.$/,
        },
      },
      isQuietAbout: {
        'a role that goes with its function': {
          changes: [destroyed('aws_iam_role.a', { arn: 'arn:a', id: 'a' })],
          among: [destroyed('aws_lambda_function.a', { role: 'arn:a' })],
        },
      },
    },
    variables: {
      warnsOf: {
        'smaller files': {
          change: lambda(variables({ MAX_SOURCE_BYTES: '104857600' }), variables({ MAX_SOURCE_BYTES: '1' })),
          words: /^rejects, or fails, uploads that it processed: `MAX_SOURCE_BYTES` `"104857600"` → `"1"`\.$/,
        },
        'a variable that the same code loses': {
          change: lambda(variables({ VARIANTS: '[{}]' }), variables({})),
          words: /`VARIANTS` .* → `nothing`/,
        },
      },
      isQuietAbout: {
        'a variable that other code does without, and larger files': {
          changes: [
            lambda({ ...variables({ OLD: '1' }), source_code_hash: 'a' }, { ...variables({}), source_code_hash: 'b' }),
            lambda(variables({ MAX_SOURCE_BYTES: '100' }), variables({ MAX_SOURCE_BYTES: '200' })),
          ],
        },
      },
    },
    'SSE-C': {
      warnsOf: {
        "uploads with the sender's own key": {
          change: changed(sse, blocked('SSE-C'), blocked('NONE')),
          words: /^accepts uploads that are encrypted with the sender's own key/,
        },
        'uploads with any key': { change: changed(sse, blocked('SSE-C'), blocked()), words: /^accepts uploads/ },
      },
      isQuietAbout: {
        "uploads with the sender's own key that are blocked from now on": {
          changes: [changed(sse, blocked(), blocked('SSE-C')), created(sse, blocked('SSE-C'))],
        },
      },
    },
    'requester pays': {
      warnsOf: {
        'a bucket whose users have to pay': {
          change: created('aws_s3_bucket_request_payment_configuration.a', { bucket: 'photos', payer: 'Requester' }),
          words: /^refuses every request that does not offer to pay/,
        },
      },
    },
    'uploads from web pages': {
      warnsOf: {
        'a page that may no longer upload': {
          change: changed(
            'aws_s3_bucket_cors_configuration.a',
            cors('https://a.example', 'https://b.example'),
            cors('https://a.example'),
          ),
          words:
            /^no longer lets web pages use the bucket as they did: `allowed_origins` lose `https:\/\/b\.example`\.$/,
        },
        'pages that may no longer upload': {
          change: destroyed('aws_s3_bucket_cors_configuration.a', { bucket: 'photos', ...cors('https://a.example') }),
          words: /`https:\/\/a\.example`/,
        },
        'pages that may no longer write': {
          change: changed('aws_s3_bucket_cors_configuration.a', cors('*'), {
            cors_rule: [{ ...cors('*').cors_rule[0], allowed_methods: ['GET'] }],
          }),
          words: /^no longer lets web pages use the bucket as they did: `allowed_methods` lose `PUT`\.$/,
        },
      },
      isQuietAbout: {
        'one page more': {
          changes: [
            changed(
              'aws_s3_bucket_cors_configuration.a',
              cors('https://a.example'),
              cors('https://a.example', 'https://b.example'),
            ),
          ],
        },
      },
    },
  });
});
