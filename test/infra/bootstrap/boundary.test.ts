import { expect } from 'chai';
import { boundaryPermissions } from '../../../infra/bootstrap/boundary-permissions.ts';
import { resourceArnsOf } from '../../../infra/bootstrap/resource-arns.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import type { EnvironmentSettings } from '../../../infra/settings.ts';
import { isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';
import { environment, everyOption, synthesized } from '../synthesized.ts';
import { type Applied, applied, policyOf } from './applied.ts';

const stateBucket = 'arn:aws:s3:::tfstate-thumbnails-123456789012-eu-west-1';
/** Lambda adds it to requests of the code: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html */
const fromFunction = {
  'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:123456789012:function:thumbnails-prod-thumbnail',
};
const functionRole = 'arn:aws:iam::123456789012:role/thumbnails-prod/thumbnails-prod-thumbnail';

describe('boundary of function roles', () => {
  let stack: Applied;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    stack = await applied();
  });

  /** By code of the function, unless the context says otherwise. */
  const allows = (action: string, resource: string, context: Record<string, string> = fromFunction) =>
    isAllowed([policyOf(stack.statementsAt('aws_iam_policy.prod_boundary'))], { action, resource, context });

  it('allows the function to work on the resources of its environment', () => {
    expect(allows('s3:GetObject', 'arn:aws:s3:::photos/cat.jpg')).to.equal(true);
    expect(allows('s3:ListBucket', 'arn:aws:s3:::photos')).to.equal(true);
    for (const action of ['s3:PutObject', 's3:DeleteObject']) {
      expect(allows(action, 'arn:aws:s3:::thumbs/200x200/cat.jpg.webp'), action).to.equal(true);
    }
    const place = 'eu-central-1:123456789012';
    expect(allows('sqs:SendMessage', `arn:aws:sqs:${place}:thumbnails-prod-thumbnail-dead-letter`)).to.equal(true);
    expect(allows('events:PutEvents', `arn:aws:events:${place}:event-bus/default`)).to.equal(true);
    expect(allows('xray:PutTraceSegments', '*')).to.equal(true);
    const stream = `arn:aws:logs:${place}:log-group:/aws/lambda/thumbnails-prod-thumbnail:log-stream:x`;
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
      expect(allows(action, stream), action).to.equal(true);
    }
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      for (const service of ['lambda', 's3', 'sqs']) {
        const through = { ...fromFunction, 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` };
        expect(allows(action, `arn:aws:kms:${place}:key/1234abcd`, through), action).to.equal(true);
      }
      expect(allows(action, `arn:aws:kms:${place}:key/1234abcd`), action).to.equal(false);
    }
  });

  it('allows only the function to name keys in the log', () => {
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd';
    expect(allows('kms:GenerateMac', key)).to.equal(true);
    expect(allows('kms:GenerateMac', key, {})).to.equal(false);
  });

  it('allows nobody else who assumes such a role to see or change images', () => {
    const elsewhere = {
      'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:210987654321:function:thumbnails-prod-x',
    };
    for (const context of [{}, elsewhere]) {
      expect(allows('s3:GetObject', 'arn:aws:s3:::photos/cat.jpg', context)).to.equal(false);
      expect(allows('s3:ListBucket', 'arn:aws:s3:::photos', context)).to.equal(false);
      expect(allows('s3:DeleteObject', 'arn:aws:s3:::thumbs/200x200/cat.jpg.webp', context)).to.equal(false);
    }
  });

  it('allows the probe to write its own images alone, and to read notifications', () => {
    const arns = (settings: Partial<EnvironmentSettings>) =>
      parseEnvironments([{ ...environment, sourceBucket: { existing: 'photos' }, ...settings }]).flatMap((parsed) =>
        boundaryPermissions(resourceArnsOf(parsed, '123456789012'), parsed).flatMap(({ actions, resources }) =>
          actions.includes('s3:PutObject') ? resources : [],
        ),
      );
    const own = 'arn:aws:s3:::photos/thumbnail-probe/*';
    expect(arns({ probe: { everyMinutes: 15 } })).to.include(own);
    expect(arns({ probe: 'configuration' }).filter((arn) => arn.includes('photos'))).to.deep.equal([]);
    expect(allows('s3:GetBucketNotification', 'arn:aws:s3:::photos')).to.equal(true);
  });

  it('allows a job of S3 Batch Operations to invoke the function and to write reports, with batchBackfill alone', () => {
    const place = 'eu-central-1:123456789012';
    for (const [action, resource] of [
      ['lambda:InvokeFunction', `arn:aws:lambda:${place}:function:thumbnails-prod-thumbnail`],
      ['s3:PutInventoryConfiguration', 'arn:aws:s3:::photos'],
      ['s3:PutObject', 'arn:aws:s3:::thumbs/backfill-reports/job-1/manifest.json'],
    ] as const) {
      expect(allows(action, resource, {}), action).to.equal(true);
      const [parsed] = parseEnvironments([environment]);
      if (!parsed) throw new Error('expected an environment');
      const without = boundaryPermissions(resourceArnsOf(parsed, '123456789012'), parsed);
      expect(without.some(({ actions, condition }) => actions.includes(action) && !condition)).to.equal(false);
    }
  });

  it('contains every action that the stack allows the function', async () => {
    const stacks = [await synthesized(everyOption), await synthesized({ probe: { everyMinutes: 15 } })];
    const permissions = stacks.flatMap(({ data: { aws_iam_policy_document: documents = {} } }) =>
      ['thumbnail_permissions', 'probe_permissions', 'backfill_permissions'].flatMap(
        (name) => documents[name]?.['statement'] ?? [],
      ),
    );
    const used = (permissions as { actions: string[] }[]).flatMap(({ actions }) => actions);
    const covered = stack.statementsAt('aws_iam_policy.prod_boundary').flatMap(({ Action }) => Action);
    expect(used).not.to.deep.equal([]);
    expect(covered).to.include.members(used);
  });

  it('allows nothing else, and nothing in IAM', () => {
    expect(allows('iam:PutRolePolicy', functionRole)).to.equal(false);
    expect(allows('sts:AssumeRole', functionRole)).to.equal(false);
    expect(allows('s3:PutObject', 'arn:aws:s3:::photos/cat.jpg')).to.equal(false);
    expect(allows('s3:GetObject', `${stateBucket}/thumbnails/prod.tfstate`)).to.equal(false);
    expect(allows('s3:GetObject', 'arn:aws:s3:::thumbnails-dev-source-123456789012-eu-west-1/a')).to.equal(false);
  });
});
