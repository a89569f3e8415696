import { expect } from 'chai';
import { dataSourceTypes, resourceTypes } from '../../../../scripts/local-aws/terraform/resource-types.ts';

const place = { accountId: '111111111111', region: 'eu-west-1', endpoint: 'http://127.0.0.1:4580' };

describe('resourceTypes', () => {
  const computed: Record<string, [given: object, arn: string]> = {
    aws_cloudfront_distribution: [{}, 'arn:aws:cloudfront::111111111111:distribution/E44136FA355B36'],
    aws_cloudwatch_event_rule: [{ name: 'a' }, 'arn:aws:events:eu-west-1:111111111111:rule/a'],
    aws_cloudwatch_log_group: [{ name: '/a' }, 'arn:aws:logs:eu-west-1:111111111111:log-group:/a'],
    aws_iam_role: [{ name: 'a', path: '/b/' }, 'arn:aws:iam::111111111111:role/b/a'],
    aws_kms_key: [{}, 'arn:aws:kms:eu-west-1:111111111111:key/44136fa355b36'],
    aws_lambda_function: [{ function_name: 'a' }, 'arn:aws:lambda:eu-west-1:111111111111:function:a'],
    aws_s3_bucket: [{ bucket: 'a' }, 'arn:aws:s3:::a'],
    aws_sqs_queue: [{ name: 'a' }, 'arn:aws:sqs:eu-west-1:111111111111:a'],
  };
  for (const [type, [given, arn]] of Object.entries(computed)) {
    it(`gives ${type} its ARN in AWS`, () => {
      expect(resourceTypes[type]?.computed({ ...given }, place)['arn']).to.equal(arn);
    });
  }

  it('gives a queue a URL of the local AWS', () => {
    expect(resourceTypes['aws_sqs_queue']?.computed({ name: 'a' }, place)['url']).to.equal(
      'http://127.0.0.1:4580/111111111111/a',
    );
  });
});

describe('dataSourceTypes', () => {
  it('returns the account of the local AWS', () => {
    expect(dataSourceTypes['aws_caller_identity']?.computed({}, place)).to.deep.equal({ account_id: '111111111111' });
  });

  it('returns a policy document as JSON', () => {
    const { json } = dataSourceTypes['aws_iam_policy_document']?.computed({ statement: [] }, place) ?? {};

    expect(JSON.parse(String(json))).to.deep.equal({ Version: '2012-10-17', Statement: [] });
  });
});
