import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

const settings = { sourceBucket: { existing: 'photos' }, maxEventAgeSeconds: 900 };
const rule = reference('aws_cloudwatch_event_rule.uploads.arn');

describe('UploadRule', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized(settings);
  });

  it('changes nothing of the existing bucket', () => {
    const ofBuckets = Object.keys(stack.resource).filter((type) => type.startsWith('aws_s3_'));
    for (const type of ofBuckets) expect(Object.keys(stack.resource[type] ?? {}), type).to.deep.equal(['processed']);
    expect(ofBuckets).not.to.include('aws_s3_bucket_notification');
  });

  it('selects uploads by the key filters', async () => {
    const { resourceAt } = await synthesized({ ...settings, keyFilters: [{ prefix: 'in/', suffix: '.jpg' }] });
    const { event_pattern: pattern, name } = resourceAt('aws_cloudwatch_event_rule.uploads');
    expect(name).to.equal('thumbnails-test-thumbnail');
    expect(JSON.parse(String(pattern)).detail).to.deep.equal({
      bucket: { name: ['photos'] },
      object: { key: [{ wildcard: 'in/*.jpg' }] },
    });
  });

  it('allows only this rule to invoke the function', () => {
    expect(stack.resource['aws_lambda_permission']).to.have.all.keys('uploads');
    expect(stack.resourceAt('aws_lambda_permission.uploads')).to.include({
      action: 'lambda:InvokeFunction',
      function_name: reference('aws_lambda_function.thumbnail.function_name'),
      principal: 'events.amazonaws.com',
      source_arn: rule,
    });
  });

  it('retries as long as Lambda does, and then keeps the event in the dead-letter queue', () => {
    expect(stack.resourceAt('aws_cloudwatch_event_target.uploads')).to.deep.include({
      rule: reference('aws_cloudwatch_event_rule.uploads.name'),
      arn: reference('aws_lambda_function.thumbnail.arn'),
      dead_letter_config: { arn: reference('aws_sqs_queue.dead_letter.arn') },
      retry_policy: { maximum_event_age_in_seconds: 900, maximum_retry_attempts: 185 },
    });
  });

  it('allows only this rule to send to the dead-letter queue', () => {
    const { statement } = stack.dataAt('aws_iam_policy_document.dead_letter');
    const account = reference('data.aws_caller_identity.current.account_id');
    expect((statement as object[]).at(-1)).to.deep.equal({
      sid: 'AllowUndeliveredEvents',
      actions: ['sqs:SendMessage'],
      resources: [reference('aws_sqs_queue.dead_letter.arn')],
      principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
      condition: [
        {
          test: 'ArnEquals',
          variable: 'aws:SourceArn',
          values: [`arn:aws:events:eu-west-1:${account}:rule/thumbnails-test-thumbnail`],
        },
      ],
    });
  });

  it('waits for its permission and for the safeguards against lost and looping events', () => {
    expect(stack.resourceAt('aws_cloudwatch_event_target.uploads')['depends_on']).to.deep.equal([
      'aws_lambda_permission.uploads',
      'aws_lambda_function_event_invoke_config.thumbnail',
      'aws_lambda_function_recursion_config.thumbnail',
    ]);
  });
});
