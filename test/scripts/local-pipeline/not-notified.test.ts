import { expect } from 'chai';
import { notNotified } from '../../../scripts/local-pipeline/not-notified.ts';

describe('notNotified', () => {
  const inputs = ['in/a.jpg', 'b.jpg'].map((key) => ({ key, file: key, isExpected: true }));
  const reported = new Set(['in/a.jpg']);

  it('skips each input without an outcome, and no other, where filters left it out', () => {
    const [outcome, ...others] = notNotified(inputs, reported, { bucket: 'photos', isFiltered: true });

    expect(others).to.deep.equal([]);
    expect(outcome).to.include({ bucket: 'photos', key: 'b.jpg', result: 'skipped', code: 'not-notified' });
    expect(outcome?.reason).to.contain('keyFilters');
  });

  it('is a failure where the bucket notifies nobody', () => {
    const [outcome] = notNotified(inputs, reported, { bucket: 'photos', isFiltered: false });

    expect(outcome).to.include({ key: 'b.jpg', result: 'failed', code: 'not-notified' });
  });
});
