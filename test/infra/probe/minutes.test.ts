import { expect } from 'chai';
import { probeMinutes } from '../../../infra/probe/minutes.ts';

describe('probeMinutes', () => {
  it('is undefined without a probe', () => {
    expect(probeMinutes({ probe: undefined })).to.equal(undefined);
    expect(probeMinutes({ probe: { everyMinutes: 7, prefix: 'a/' } })).to.equal(7);
    expect(probeMinutes({ probe: 'configuration' })).to.be.a('number');
  });
});
