import { expect } from 'chai';
import { isSubscribed } from '../../../../scripts/local-aws/events/is-subscribed.ts';
import type { ObjectChange } from '../../../../scripts/local-aws/s3/store/object-change.ts';

const change: Pick<ObjectChange, 'key' | 'eventName'> = { key: 'trip/a.jpg', eventName: 'ObjectCreated:Put' };

describe('isSubscribed', () => {
  const subscription = {
    lambda_function_arn: 'arn',
    events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
    filter_prefix: '',
    filter_suffix: '',
  };
  const cases: Array<[string, Partial<typeof subscription>, Partial<typeof change>, boolean]> = [
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
      expect(isSubscribed({ ...subscription, ...filter }, { ...change, ...happened })).to.equal(expected);
    });
  }
});
