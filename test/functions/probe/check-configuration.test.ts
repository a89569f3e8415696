import { expect } from 'chai';
import { checkConfiguration } from '../../../functions/probe/check-configuration.ts';
import type { NotifiedFunction } from '../../../functions/probe/ports.ts';
import { expectError } from '../../support/expect-error.ts';

const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'];
const plan = {
  kind: 'notification' as const,
  functionName: 'thumbnails',
  keyFilters: [
    { prefix: 'photos/', suffix: '' },
    { prefix: 'scans/', suffix: '.png' },
  ],
  events,
};
const photos: NotifiedFunction = { arn: arnOf('thumbnails'), events, prefix: 'photos/', suffix: '' };
const scans: NotifiedFunction = { arn: arnOf('thumbnails'), events, prefix: 'scans/', suffix: '.png' };

const portsWith = (functions: NotifiedFunction[], eventBridge = false) => ({
  notifications: async () => ({ functions, eventBridge }),
});

describe('checkConfiguration', () => {
  it('accepts the notification that was deployed, beside others', async () => {
    const other = { arn: arnOf('other'), events: ['s3:ObjectRestore:*'], prefix: '', suffix: '' };
    await checkConfiguration(plan, portsWith([other, scans, photos]));
  });

  for (const [name, functions] of Object.entries({
    'no notification at all': [],
    'another function': [{ ...photos, arn: arnOf('other') }, scans],
    'a missing filter': [photos],
    'a narrower filter': [{ ...photos, suffix: '.jpg' }, scans],
    'a missing event': [{ ...photos, events: ['s3:ObjectCreated:*'] }, scans],
  })) {
    it(`notices ${name}`, async () => {
      const { message } = await expectError(Error, undefined, () => checkConfiguration(plan, portsWith(functions)));
      expect(message)
        .to.match(/^The source bucket does not notify thumbnails of s3:Object/)
        .and.to.match(/Deploy again to restore the notification\.$/);
    });
  }

  it('notices that a bucket sends nothing to EventBridge any more', async () => {
    await checkConfiguration({ kind: 'eventbridge' }, portsWith([], true));
    const { message } = await expectError(Error, undefined, () =>
      checkConfiguration({ kind: 'eventbridge' }, portsWith([photos])),
    );
    expect(message).to.match(/^The source bucket does not send its events to EventBridge\./);
  });
});
