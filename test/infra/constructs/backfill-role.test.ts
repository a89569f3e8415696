import { expect } from 'chai';
import * as z from 'zod';
import { readStack } from '../../../scripts/local-aws/index.ts';
import { batchJob } from '../../../scripts/operations/backfill/batch-job.ts';
import { deployedSettings } from '../../scripts/operations/erase/deployed-settings.ts';
import { expectLeastPrivilege } from '../../support/expect-least-privilege.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { reference, synthesized, writeStack } from '../synthesized.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const Policy = z.object({
  Statement: z.array(z.looseObject({ Effect: z.string(), Action: z.array(z.string()), Resource: z.array(z.string()) })),
});

describe('BackfillRole', () => {
  it('exists only if batchBackfill is set', async () => {
    expect(await synthesized()).not.to.have.nested.property('resource.aws_iam_role.backfill');
    const { resourceAt, output } = await synthesized({ batchBackfill: true });
    expect(resourceAt('aws_iam_role.backfill')).to.include({
      name: 'thumbnails-test-backfill',
      path: '/thumbnails-test/',
    });
    expect(output['backfill_role_arn']?.value).to.equal(reference('aws_iam_role.backfill.arn'));
  });

  it('trusts S3 Batch Operations alone, and only on behalf of its account', async () => {
    const { dataAt } = await synthesized({ batchBackfill: true });
    expect(dataAt('aws_iam_policy_document.backfill_trust')['statement']).to.deep.equal([
      {
        sid: 'AllowBatchOperations',
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'Service', identifiers: ['batchoperations.s3.amazonaws.com'] }],
        condition: [
          {
            test: 'StringEqualsIfExists',
            variable: 'aws:SourceAccount',
            values: [reference('data.aws_caller_identity.current.account_id')],
          },
        ],
      },
    ]);
  });

  it('allows exactly what S3 does for a job of backfill', async () => {
    const settings = { batchBackfill: true, encryption: key };
    const directory = await writeStack(await temporaryDirectory(), { settings });
    const { rolePolicies, functions, buckets } = await readStack(directory, {
      accountId: '123456789012',
      endpoint: 'http://127.0.0.1',
    });
    const { policy = '{}' } = rolePolicies.find(({ role }) => role === 'thumbnails-test-backfill') ?? {};
    const bucket = (part: string) => buckets.find(({ bucket: name }) => name.includes(part))?.bucket ?? '';
    const { Operation, Report, ManifestGenerator } = batchJob({
      deployed: {
        arn: functions[0]?.arn ?? '',
        settings: { ...deployedSettings, sourceBucket: bucket('-source-'), processedBucket: bucket('-processed-') },
      },
      roleArn: 'arn:aws:iam::123456789012:role/thumbnails-test/thumbnails-test-backfill',
      prefix: '',
      selection: { keyFilters: [{ prefix: '', suffix: '' }], since: undefined },
    });

    expectLeastPrivilege(Policy.parse(JSON.parse(policy)).Statement, [
      { action: 'lambda:InvokeFunction', resource: Operation?.LambdaInvoke?.FunctionArn ?? '' },
      {
        action: 's3:PutInventoryConfiguration',
        resource: ManifestGenerator?.S3JobManifestGenerator?.SourceBucket ?? '',
      },
      { action: 's3:PutObject', resource: `${Report?.Bucket}/${Report?.Prefix}/job-1/manifest.json` },
      { action: 'kms:GenerateDataKey', resource: key },
    ]);
  });
});
