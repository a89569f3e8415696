import { expect } from 'chai';
import { triggerOf } from '../../../infra/uploads/trigger-of.ts';

describe('triggerOf', () => {
  const existing = { existing: 'photos', encryption: 'SSE-S3' };

  it('leaves the notifications of a bucket that exists alone, unless the settings say otherwise', () => {
    expect(triggerOf({ sourceBucket: undefined, trigger: undefined })).to.equal('notification');
    expect(triggerOf({ sourceBucket: 'photos', trigger: undefined })).to.equal('notification');
    expect(triggerOf({ sourceBucket: existing, trigger: undefined })).to.equal('eventbridge');
    expect(triggerOf({ sourceBucket: existing, trigger: 'notification' })).to.equal('notification');
  });
});
