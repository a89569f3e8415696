import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { namesOf } from '../../infra/names.ts';
import { reference, type Synthesized, synthesized } from './synthesized.ts';

describe('PipelineStack', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized();
  });

  it('names everything as its settings say, for the account that it is deployed to', () => {
    const account = reference('data.aws_caller_identity.current.account_id');
    const names = namesOf({ project: 'thumbnails', name: 'test', region: 'eu-west-1' }, account);
    expect(stack.resourceAt('aws_s3_bucket.source')).to.include({ bucket: names.sourceBucket });
    expect(stack.resourceAt('aws_s3_bucket.processed')).to.include({ bucket: names.processedBucket });
    expect(stack.resourceAt('aws_lambda_function.thumbnail')).to.include({ function_name: names.function });
    expect(stack.resourceAt('aws_iam_role.thumbnail')).to.include({ name: names.role });
    expect(stack.resourceAt('aws_sqs_queue.dead_letter')).to.include({ name: names.deadLetterQueue });
  });

  it('takes bucket names from the settings', async () => {
    const { resourceAt } = await synthesized({ sourceBucket: 'photos', processedBucket: 'thumbs' });
    expect(resourceAt('aws_s3_bucket.source')).to.include({ bucket: 'photos' });
    expect(resourceAt('aws_s3_bucket.processed')).to.include({ bucket: 'thumbs' });
  });

  it('lets the function read from the source bucket and write to the processed bucket', () => {
    const { variables } = stack.resourceAt('aws_lambda_function.thumbnail')['environment'] as { variables: unknown };
    expect(variables).to.include({
      SOURCE_BUCKET: reference('aws_s3_bucket.source.bucket'),
      PROCESSED_BUCKET: reference('aws_s3_bucket.processed.bucket'),
    });
  });

  it('tags everything with project and environment, and with the tags of the settings', async () => {
    const { provider } = await synthesized({ tags: { owner: 'web' } });
    expect(provider.aws[0]).to.deep.equal({
      region: 'eu-west-1',
      default_tags: [{ tags: { project: 'thumbnails', environment: 'test', owner: 'web' } }],
    });
  });

  it('puts out what one needs to use it', () => {
    expect(Object.keys(stack.output)).to.have.members([
      'source_bucket',
      'processed_bucket',
      'function_name',
      'dead_letter_queue_url',
    ]);
  });

  it('names its resources without hashes', () => {
    const names = Object.values(stack.resource).flatMap((resources) => Object.keys(resources));
    expect(new Set(names)).to.deep.equal(new Set(['source', 'processed', 'thumbnail', 'uploads', 'dead_letter']));
  });

  it('is the same, byte for byte, each time', async () => {
    expect((await synthesized()).text).to.equal(stack.text);
  });

  it('holds no path of the machine that synthesized it', () => {
    expect(stack.text).not.to.include(process.cwd());
    expect(stack.text).not.to.include(tmpdir());
  });

  it('keeps its state beside cdktf.json, where no synthesis removes it', () => {
    expect(stack.terraform.backend).to.deep.equal({ local: { path: '../../../terraform.thumbnails-test.tfstate' } });
  });
});
