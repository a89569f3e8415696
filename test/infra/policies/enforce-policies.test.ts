import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { policies } from '../../../infra/policies/enforce-policies.ts';
import { S3Bucket, SqsQueue } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('enforcePolicies', () => {
  it('holds a stack to every policy that there is', () => {
    const notPolicies = ['enforce-policies', 'policy', 'references', 'statements'];
    const files = readdirSync(new URL('../../../infra/policies/', import.meta.url)).map((file) =>
      basename(file, '.ts'),
    );
    expect(policies).to.have.length(files.length - notPolicies.length);
    expect(files).to.include.members(notPolicies);
  });

  it('reports everything that breaks a policy at once, wherever it is in the stack', () => {
    const violations = violationsOf((stack) => {
      new S3Bucket(stack, 'photos', { bucket: 'photos' });
      new SqsQueue(stack, 'queue', { name: 'queue' });
    });
    expect(violations.map((violation) => violation.split(':')[0])).to.deep.equal([
      'stack/photos',
      'stack/photos',
      'stack/photos',
      'stack/queue',
    ]);
  });
});
