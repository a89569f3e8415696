import { expect } from 'chai';
import fc from 'fast-check';
import { readEvent } from '../../../../functions/thumbnail/events.ts';
import { concerns, notificationEvent, objectsOf } from '../../../../scripts/local-aws/s3/notifications.ts';
import type { ObjectChange } from '../../../../scripts/local-aws/s3/object-store.ts';

const change: ObjectChange = {
  bucket: 'source',
  key: 'trip/a.jpg',
  eventName: 'ObjectCreated:Put',
  size: 3,
  etag: '900150983cd24fb0d6963f7d28e17f72',
  sequencer: '0000000000000001',
  time: '2026-01-01T00:00:00.000Z',
};
const place = { region: 'eu-west-1', accountId: '111111111111' };

describe('concerns', () => {
  const notification = {
    lambda_function_arn: 'arn',
    events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
    filter_prefix: '',
    filter_suffix: '',
  };
  const cases: Array<[string, Partial<typeof notification>, Partial<ObjectChange>, boolean]> = [
    ['an upload, of all', {}, {}, true],
    ['a removal, of all', {}, { eventName: 'ObjectRemoved:Delete' }, true],
    ['a multipart upload, of all uploads', {}, { eventName: 'ObjectCreated:CompleteMultipartUpload' }, true],
    ['a removal, of uploads', { events: ['s3:ObjectCreated:*'] }, { eventName: 'ObjectRemoved:Delete' }, false],
    ['the one kind of event', { events: ['s3:ObjectCreated:Put'] }, {}, true],
    ['another kind of event', { events: ['s3:ObjectCreated:Copy'] }, {}, false],
    ['a kind of event of which the other is the beginning', { events: ['s3:ObjectCreated:'] }, {}, false],
    ['any upload, of no events', { events: [] }, {}, false],
    ['a key with the prefix and the suffix', { filter_prefix: 'trip/', filter_suffix: '.jpg' }, {}, true],
    ['a key with the prefix inside', { filter_prefix: 'trip/' }, { key: 'a/trip/a.jpg' }, false],
    ['a key with the suffix inside', { filter_suffix: '.jpg' }, { key: 'trip/a.jpg.txt' }, false],
    ['a key with the suffix in capitals', { filter_suffix: '.jpg' }, { key: 'trip/A.JPG' }, false],
  ];
  for (const [what, filter, happened, expected] of cases) {
    it(`is ${expected} for ${what}`, () => {
      expect(concerns({ ...notification, ...filter }, { ...change, ...happened })).to.equal(expected);
    });
  }
});

describe('notificationEvent', () => {
  const aboutKey = (key: string) => notificationEvent({ ...change, key }, place);

  it('encodes keys as S3 does', () => {
    expect(aboutKey('a b/ü+%.jpg').Records[0]?.s3.object.key).to.equal('a+b/%C3%BC%2B%25.jpg');
  });

  it('leaves out size and ETag of what is removed', () => {
    const { size: _size, etag: _etag, ...rest } = change;
    const event = notificationEvent({ ...rest, eventName: 'ObjectRemoved:Delete' }, place);

    expect(JSON.parse(JSON.stringify(event)).Records[0].s3.object).to.have.all.keys('key', 'sequencer');
  });

  it('is read by the function, and by objectsOf, as the bucket and the key that it was made of, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (key) => {
        const event: unknown = JSON.parse(JSON.stringify(aboutKey(key)));

        expect(readEvent(event)).to.deep.equal([{ bucket: 'source', key }]);
        expect(objectsOf(event)).to.deep.equal([{ bucket: 'source', key }]);
      }),
    );
  });
});

describe('objectsOf', () => {
  it('gives nothing for an event of another kind', () => {
    expect(objectsOf({ Service: 'Amazon S3', Event: 's3:TestEvent' })).to.deep.equal([]);
  });
});
