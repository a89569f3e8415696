import { expect } from 'chai';
import fc from 'fast-check';
import { readEvent } from '../../../../functions/thumbnail/events.ts';
import { objectsOfEvent } from '../../../../functions/thumbnail/objects-of-event.ts';
import { objectEvent } from '../../../../scripts/local-aws/events/object-event.ts';
import type { ObjectChange } from '../../../../scripts/local-aws/s3/store/object-change.ts';
import { anyText } from '../../../support/any-text.ts';
import { change, place } from './upload.ts';

describe('objectEvent', () => {
  it('distinguishes uploads and removals as S3 does', () => {
    const typeOf = (eventName: ObjectChange['eventName']) => {
      const event = objectEvent({ ...change, eventName }, place);
      return [event['detail-type'], event.detail.reason];
    };
    expect(typeOf('ObjectCreated:Put')).to.deep.equal(['Object Created', 'PutObject']);
    expect(typeOf('ObjectCreated:Copy')).to.deep.equal(['Object Created', 'CopyObject']);
    expect(typeOf('ObjectRemoved:Delete')).to.deep.equal(['Object Deleted', 'DeleteObject']);
  });

  it('is read by the function and by tools as the same bucket and key, for any key', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (key) => {
        const event: unknown = JSON.parse(JSON.stringify(objectEvent({ ...change, key }, place)));
        expect(readEvent(event)).to.deep.equal([{ bucket: 'source', key }]);
        expect(objectsOfEvent(event)).to.deep.equal([{ bucket: 'source', key }]);
      }),
    );
  });
});
