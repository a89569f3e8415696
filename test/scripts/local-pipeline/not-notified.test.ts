import { expect } from 'chai';
import { notNotified } from '../../../scripts/local-pipeline/not-notified.ts';

describe('notNotified', () => {
  it('is a failure for each input without an outcome, and none for the others', () => {
    const inputs = ['in/a.jpg', 'b.jpg'].map((key) => ({ key, file: key }));

    const [outcome, ...others] = notNotified(inputs, new Set(['in/a.jpg']), 'photos');

    expect(others).to.deep.equal([]);
    expect(outcome).to.include({ bucket: 'photos', key: 'b.jpg', result: 'failed', code: 'not-notified' });
  });
});
