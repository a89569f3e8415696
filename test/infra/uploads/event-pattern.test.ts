import { expect } from 'chai';
import fc from 'fast-check';
import { uploadEventPattern } from '../../../infra/uploads/event-pattern.ts';
import { EventPattern, matchesPattern } from '../../../scripts/local-aws/index.ts';
import { eventFixture } from '../../support/event-fixture.ts';

const everyKey = [{ prefix: '', suffix: '' }];
const bucket = 'example-source';

describe('uploadEventPattern', () => {
  const selects = (props: Parameters<typeof uploadEventPattern>[0], event: unknown) =>
    matchesPattern(EventPattern.parse(JSON.parse(uploadEventPattern(props))), event);

  it('selects uploads to the bucket, and removals if they are mirrored', () => {
    const [upload, expiration] = [eventFixture('eventbridge-upload'), eventFixture('eventbridge-expiration')];
    expect(selects({ bucket, keyFilters: everyKey, mirrorDeletes: true }, upload)).to.equal(true);
    expect(selects({ bucket, keyFilters: everyKey, mirrorDeletes: true }, expiration)).to.equal(true);
    expect(selects({ bucket, keyFilters: everyKey, mirrorDeletes: false }, upload)).to.equal(true);
    expect(selects({ bucket, keyFilters: everyKey, mirrorDeletes: false }, expiration)).to.equal(false);
    expect(selects({ bucket: 'other', keyFilters: everyKey, mirrorDeletes: true }, upload)).to.equal(false);
  });

  it('is short, and readable by EventBridge', () => {
    expect(
      JSON.parse(
        uploadEventPattern({
          bucket,
          keyFilters: [
            { prefix: 'a/', suffix: '.jpg' },
            { prefix: 'b/', suffix: '' },
            { prefix: '', suffix: '.png' },
          ],
          mirrorDeletes: true,
        }),
      ),
    ).to.deep.equal({
      source: ['aws.s3'],
      'detail-type': ['Object Created', 'Object Deleted'],
      detail: {
        bucket: { name: [bucket] },
        object: { key: [{ wildcard: 'a/*.jpg' }, { prefix: 'b/' }, { suffix: '.png' }] },
      },
    });
  });

  it('selects exactly the keys that the filters of a notification select, also where prefix and suffix overlap', () => {
    const part = fc.stringMatching(/^[ab]{0,2}$/);
    const filters = fc.array(fc.record({ prefix: part, suffix: part }), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(filters, part, fc.nat(2), (keyFilters, middle, overlap) => {
        const [{ prefix, suffix } = { prefix: '', suffix: '' }] = keyFilters;
        for (const key of [`${prefix}${suffix.slice(overlap)}`, `${prefix}${middle}${suffix}`, middle]) {
          const isFiltered = keyFilters.some((filter) => key.startsWith(filter.prefix) && key.endsWith(filter.suffix));
          expect(selects({ bucket, keyFilters, mirrorDeletes: false }, eventOf(key)), key).to.equal(isFiltered);
        }
      }),
    );
  });
});

function eventOf(key: string) {
  return { source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: bucket }, object: { key } } };
}
