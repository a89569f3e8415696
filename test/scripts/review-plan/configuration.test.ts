import { expect } from 'chai';
import { referencesByAddress, withoutKeys } from '../../../scripts/review-plan/configuration.ts';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';

const refers = (...references: string[]) => ({ references });
const policy = (...references: string[]) => ({
  address: 'aws_s3_bucket_policy.a',
  expressions: { bucket: refers(...references) },
});

function referencesIn(root_module: object): Record<string, Record<string, readonly string[]>> {
  const plan = parsePlan(JSON.stringify({ format_version: '1.2', configuration: { root_module } }));
  const byAddress = referencesByAddress(plan.configuration.root_module);
  return Object.fromEntries([...byAddress].map(([address, references]) => [address, Object.fromEntries(references)]));
}

describe('referencesByAddress', () => {
  it('makes references in nested modules absolute', () => {
    const inner = { resources: [policy('aws_s3_bucket.b.id', 'aws_s3_bucket.b')] };
    const outer = { resources: [policy('aws_s3_bucket.c')], module_calls: { inner: { module: inner } } };
    expect(
      referencesIn({ resources: [policy('aws_s3_bucket.a')], module_calls: { outer: { module: outer } } }),
    ).to.deep.equal({
      'aws_s3_bucket_policy.a': { bucket: ['aws_s3_bucket.a'] },
      'module.outer.aws_s3_bucket_policy.a': { bucket: ['module.outer.aws_s3_bucket.c'] },
      'module.outer.module.inner.aws_s3_bucket_policy.a': {
        bucket: ['module.outer.module.inner.aws_s3_bucket.b.id', 'module.outer.module.inner.aws_s3_bucket.b'],
      },
    });
  });

  it('follows a variable to what the caller passes', () => {
    const module = { resources: [policy('var.bucket')] };
    const call = { expressions: { bucket: refers('aws_s3_bucket.a.id', 'aws_s3_bucket.a') }, module };
    expect(referencesIn({ module_calls: { m: call } })).to.deep.equal({
      'module.m.aws_s3_bucket_policy.a': { bucket: ['aws_s3_bucket.a.id', 'aws_s3_bucket.a'] },
    });
  });

  it('follows the output of a module, whatever its instance', () => {
    const module = { outputs: { id: { expression: refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b') } } };
    const root = {
      resources: [policy('module.m["a"].id', 'module.m["a"]', 'module.m')],
      module_calls: { m: { module } },
    };
    expect(referencesIn(root)).to.deep.equal({
      'aws_s3_bucket_policy.a': { bucket: ['module.m.aws_s3_bucket.b.id', 'module.m.aws_s3_bucket.b'] },
    });
  });

  it('follows the output of one module into another', () => {
    const buckets = { outputs: { id: { expression: refers('aws_s3_bucket.b') } } };
    const policies = { resources: [policy('var.bucket')] };
    const root = {
      module_calls: {
        buckets: { module: buckets },
        policies: { expressions: { bucket: refers('module.buckets.id', 'module.buckets') }, module: policies },
      },
    };
    expect(referencesIn(root)).to.deep.equal({
      'module.policies.aws_s3_bucket_policy.a': { bucket: ['module.buckets.aws_s3_bucket.b'] },
    });
  });

  it('ends although references go round in a circle', () => {
    const module = { resources: [policy('var.a')], outputs: { a: { expression: refers('var.a') } } };
    const root = { module_calls: { m: { expressions: { a: refers('module.m.a') }, module } } };
    expect(referencesIn(root)).to.deep.equal({ 'module.m.aws_s3_bucket_policy.a': { bucket: [] } });
  });

  it('knows an argument that refers to nothing, or consists of blocks, to be set', () => {
    const resource = {
      address: 'aws_sqs_queue.a',
      expressions: { name: { constant_value: 'a' }, rule: [{ id: refers('var.a') }] },
    };
    expect(referencesIn({ resources: [resource] })).to.deep.equal({ 'aws_sqs_queue.a': { name: [], rule: [] } });
  });
});

describe('withoutKeys', () => {
  it('removes the keys of instances, whatever stands in them', () => {
    expect(withoutKeys('module.m["a.b"].aws_s3_bucket.a[0]')).to.equal('module.m.aws_s3_bucket.a');
    expect(withoutKeys(String.raw`aws_s3_bucket.a["x]\"y.z"]`)).to.equal('aws_s3_bucket.a');
  });
});
