import { expect } from 'chai';
import { resourceName } from '../../infra/readable-stack.ts';

describe('resourceName', () => {
  const names: [path: string, type: string, name: string][] = [
    ['source/bucket', 'aws_s3_bucket', 'source'],
    ['source/public-access-block', 'aws_s3_bucket_public_access_block', 'source'],
    ['thumbnail/trust', 'aws_iam_policy_document', 'thumbnail_trust'],
    ['dead-letter/queue', 'aws_sqs_queue', 'dead_letter'],
    ['current', 'aws_caller_identity', 'current'],
    ['queue', 'aws_sqs_queue', 'queue'],
    ['thumbnail/package', '', 'thumbnail_package'],
  ];
  for (const [path, type, name] of names) {
    it(`names ${path}${type && ` of type ${type}`} ${name}`, () => {
      expect(resourceName(path.split('/'), type)).to.equal(name);
    });
  }
});
