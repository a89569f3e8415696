import { changedCode } from '../../../../scripts/review-plan/rules/changed-code.ts';
import { testRules } from '../danger-cases.ts';

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

describe('changedCode', () => {
  testRules(changedCode, {
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
  });
});
