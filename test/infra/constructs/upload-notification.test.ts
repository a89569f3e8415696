import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

const everyUpload = {
  events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*'],
  lambda_function_arn: reference('aws_lambda_function.thumbnail.arn'),
};

describe('UploadNotification', () => {
  it('invokes the function for each object that is created, removed or expires in the source bucket', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_s3_bucket_notification.uploads')).to.deep.include({
      bucket: reference('aws_s3_bucket.source.id'),
      lambda_function: [everyUpload],
    });
  });

  it('waits for the permission, which S3 checks, and for the safeguards against lost and looping events', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_s3_bucket_notification.uploads')['depends_on']).to.deep.equal([
      'aws_lambda_permission.uploads',
      'aws_lambda_function_event_invoke_config.thumbnail',
      'aws_lambda_function_recursion_config.thumbnail',
    ]);
  });

  it('allows only the source bucket of this account to invoke the function', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_lambda_permission.uploads')).to.include({
      action: 'lambda:InvokeFunction',
      function_name: reference('aws_lambda_function.thumbnail.function_name'),
      principal: 's3.amazonaws.com',
      source_arn: reference('aws_s3_bucket.source.arn'),
      source_account: reference('data.aws_caller_identity.current.account_id'),
    });
  });

  it('has one notification for each filter by prefix and suffix', async () => {
    const keyFilters = [{ prefix: 'uploads/', suffix: '.jpg' }, { suffix: '.png' }];
    const filtered = await synthesized({ keyFilters });
    expect(filtered.resourceAt('aws_s3_bucket_notification.uploads')['lambda_function']).to.deep.equal([
      { ...everyUpload, filter_prefix: 'uploads/', filter_suffix: '.jpg' },
      { ...everyUpload, filter_suffix: '.png' },
    ]);
  });

  it('ignores old versions that expire, which have no thumbnails', async () => {
    const { resourceAt } = await synthesized({ versioning: true });
    const events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:DeleteMarkerCreated'];
    expect(resourceAt('aws_s3_bucket_notification.uploads')['lambda_function']).to.deep.equal([
      { ...everyUpload, events },
    ]);
  });

  it('ignores deletions that are not to be mirrored', async () => {
    const { resourceAt } = await synthesized({ mirrorDeletes: false });
    expect(resourceAt('aws_s3_bucket_notification.uploads')['lambda_function']).to.deep.equal([
      { ...everyUpload, events: ['s3:ObjectCreated:*'] },
    ]);
  });
});
