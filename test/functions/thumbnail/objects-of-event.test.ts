import { expect } from 'chai';
import { objectsOfEvent } from '../../../functions/thumbnail/objects-of-event.ts';
import { eventFixture, uploadEvent } from '../../support/event-fixture.ts';

describe('objectsOfEvent', () => {
  it('decodes the key as S3 encoded it', () => {
    expect(objectsOfEvent(eventFixture('upload-with-encoded-key'))).to.deep.equal([
      { bucket: 'example-source', key: 'summer 2024/café + 100% 🌞.jpg' },
    ]);
  });

  it('returns a key that was never encoded unchanged', () => {
    const event = uploadEvent(({ s3 }) => {
      s3.object.key = '100%.jpg';
    });

    expect(objectsOfEvent(event).map(({ key }) => key)).to.deep.equal(['100%.jpg']);
  });

  it('names no object for an event of another kind', () => {
    expect(objectsOfEvent({ Service: 'Amazon S3', Event: 's3:TestEvent' })).to.deep.equal([]);
  });

  it('leaves out a record that cannot be read, and no other', () => {
    const [record] = uploadEvent(() => {}).Records;

    expect(objectsOfEvent({ Records: [{ s3: {} }, record, null] })).to.have.length(1);
  });
});
