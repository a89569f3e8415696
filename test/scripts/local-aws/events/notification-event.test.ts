import { expect } from 'chai';
import fc from 'fast-check';
import { readEvent } from '../../../../functions/thumbnail/events.ts';
import { objectsOfEvent } from '../../../../functions/thumbnail/objects-of-event.ts';
import { notificationEvent } from '../../../../scripts/local-aws/events/notification-event.ts';
import { anyText } from '../../../support/any-text.ts';
import { change, place } from './upload.ts';

describe('notificationEvent', () => {
  const aboutKey = (key: string) => notificationEvent({ ...change, key }, place);

  it('encodes keys as S3 does', () => {
    expect(aboutKey('a b/ü+%(1).jpg').Records[0]?.s3.object.key).to.equal('a+b/%C3%BC%2B%25%281%29.jpg');
  });

  it('omits size and ETag of a removed object', () => {
    const { size: _size, etag: _etag, ...rest } = change;
    const event = notificationEvent({ ...rest, eventName: 'ObjectRemoved:Delete' }, place);

    expect(JSON.parse(JSON.stringify(event)).Records[0].s3.object).to.have.all.keys('key', 'sequencer');
  });

  it('is read by the function and by tools as the same bucket and key, for any key', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (key) => {
        const event: unknown = JSON.parse(JSON.stringify(aboutKey(key)));

        expect(readEvent(event)).to.deep.equal([{ bucket: 'source', key }]);
        expect(objectsOfEvent(event)).to.deep.equal([{ bucket: 'source', key }]);
      }),
    );
  });
});
