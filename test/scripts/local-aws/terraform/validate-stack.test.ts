import { expect } from 'chai';
import { prepareStack } from '../../../../scripts/build/prepare-stack.ts';
import { readStack } from '../../../../scripts/local-aws/terraform/stack.ts';
import { validateStack } from '../../../../scripts/local-aws/terraform/validate-stack.ts';
import { RolePolicy } from '../../../../scripts/policies/role-policy.ts';
import { writeStack } from '../../../infra/synthesized.ts';
import { stackVariant } from '../../../support/stack-variant.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('validateStack', () => {
  it('accepts the synthesized stack', async () => {
    expect(await refusalsOf(await prepareStack())).to.deep.equal([]);
  });

  const permission = 'resource.aws_lambda_permission.uploads';
  const trust = 'data.aws_iam_policy_document.thumbnail_trust.statement.AllowLambda';
  const another = 'arn:aws:s3:::another-bucket';
  const cases: Array<[string, string, unknown, RegExp]> = [
    ['a permission to invoke', `${permission}.action`, 'lambda:GetFunction', /^S3 has no permission/],
    ['any permission', 'resource.aws_lambda_permission', {}, /^S3 has no permission to invoke arn:aws:lambda:\S+ for /],
    ['its own bucket in the permission', `${permission}.source_arn`, another, /^S3 has no permission/],
    ['its own account in the permission', `${permission}.source_account`, '222222222222', /^S3 has no permission/],
    ['S3 in the permission', `${permission}.principal`, 'sns.amazonaws.com', /^S3 has no permission/],
    ['its own function in the permission', `${permission}.function_name`, 'another', /^S3 has no permission/],
    [
      'Lambda in the trust policy',
      `${trust}.principals.0.identifiers.0`,
      'ec2.amazonaws.com',
      /^Lambda may not assume/,
    ],
    ['AssumeRole in the trust policy', `${trust}.actions.0`, 'sts:TagSession', /^Lambda may not assume arn:aws:iam::/],
    [
      'an allowance in the trust policy',
      trust,
      { effect: 'Deny', actions: ['sts:AssumeRole'] },
      /^Lambda may not assume/,
    ],
    [
      'SendMessage in the role policy',
      'data.aws_iam_policy_document.thumbnail_permissions.statement.ReportFailures',
      undefined,
      /has no permission for sqs:SendMessage on arn:aws:sqs:/,
    ],
    ['any role policy', 'resource.aws_iam_role_policy', {}, /has no permission for sqs:SendMessage/],
  ];
  for (const [what, address, value, sentence] of cases) {
    it(`refuses a stack without ${what}, in one sentence`, async () => {
      const found = await refusalsOf(await stackVariant(address, value));

      expect(found).to.have.lengthOf(1);
      expect(found[0]).to.match(sentence);
    });
  }

  it('refuses a rule without a permission to invoke its function', async () => {
    const settings = { sourceBucket: { existing: 'photos' } };
    const directory = await writeStack(await temporaryDirectory(), { settings });
    expect(await refusalsOf(directory)).to.deep.equal([]);
    const another = 'arn:aws:events:eu-west-1:111111111111:rule/another';
    const permission = 'resource.aws_lambda_permission';
    for (const [address, value] of [
      [`${permission}.uploads.source_arn`, another],
      [permission, {}],
    ] as const) {
      const variant = await stackVariant(address, value, directory);
      const [refusal, ...others] = await refusalsOf(variant);
      expect(refusal).to.match(/^EventBridge has no permission to invoke arn:aws:lambda:\S+ for thumbnails-test-/);
      expect(others).to.deep.equal([]);
    }
  });
});

async function refusalsOf(directory: string): Promise<string[]> {
  const stack = await readStack(directory, { accountId: '111111111111', endpoint: 'http://127.0.0.1:4580' });
  return validateStack(stack, (role) =>
    stack.rolePolicies.filter((it) => it.role === role).map(({ policy }) => RolePolicy.parse(JSON.parse(policy))),
  );
}
