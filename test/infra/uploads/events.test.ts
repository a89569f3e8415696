import { expect } from 'chai';
import { uploadEvents } from '../../../infra/uploads/events.ts';

describe('uploadEvents', () => {
  it('contains removals only if they are mirrored, and expired versions never', () => {
    expect(uploadEvents({ mirrorDeletes: false, versioning: true })).to.deep.equal(['s3:ObjectCreated:*']);
    const removals = uploadEvents({ mirrorDeletes: true, versioning: false });
    expect(removals).to.include.members(['s3:ObjectRemoved:*', 's3:LifecycleExpiration:*']);
    const ofVersions = uploadEvents({ mirrorDeletes: true, versioning: true });
    expect(ofVersions)
      .to.include('s3:LifecycleExpiration:DeleteMarkerCreated')
      .and.not.include('s3:LifecycleExpiration:*');
  });
});
