import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

const arn = reference('aws_kms_key.thumbnail_log_key.arn');

describe('addLogKey', () => {
  it('adds a key of HMACs, which the function knows and may use', async () => {
    const { resource, resourceAt, dataAt } = await synthesized({ logKeys: 'hmac' });

    expect(Object.keys(resource['aws_kms_key'] ?? {})).to.include('thumbnail_log_key');
    expect(resourceAt('aws_kms_key.thumbnail_log_key')).to.include({
      customer_master_key_spec: 'HMAC_256',
      key_usage: 'GENERATE_VERIFY_MAC',
    });
    expect(resourceAt('aws_lambda_function.thumbnail')['environment']).to.have.nested.property(
      'variables.LOG_KEY_ARN',
      arn,
    );
    expect(dataAt('aws_iam_policy_document.thumbnail_permissions')['statement']).to.deep.include({
      sid: 'HideKeysInLog',
      actions: ['kms:GenerateMac'],
      resources: [arn],
    });
  });

  it('adds nothing while the log names keys in plain', async () => {
    const { text } = await synthesized();
    expect(text).to.not.match(/LOG_KEY_ARN|GenerateMac|HMAC_256/);
  });
});
