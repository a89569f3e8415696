import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { Settings } from '../../../../infra/settings.ts';
import { newErasure, noCounts } from '../../../../scripts/operations/erase/erasure.ts';
import { withReceipt } from '../../../../scripts/operations/erase/with-receipt.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { deployedSettings } from './deployed-settings.ts';

describe('withReceipt', () => {
  async function receiptOf(work: (erasure: ReturnType<typeof newErasure>, file: string) => void) {
    const file = path.join(await temporaryDirectory(), 'receipt.json');
    const erasure = newErasure();
    const written: boolean[] = [];
    const facts = {
      ...{ file, environment: 'prod', prefix: 'users/42/', settings: deployedSettings, startedAt: new Date(), erasure },
      configured: Settings.parse({ project: 'p', name: 'prod', region: 'eu-west-1' }),
      onWritten: (isFinished: boolean) => void written.push(isFinished),
    };
    const error = await withReceipt(facts, async () => work(erasure, file)).catch((reason: Error) => reason.message);
    expect(written).to.deep.equal([error === undefined]);
    return { error, content: JSON.parse(readFileSync(file, 'utf8')) };
  }

  it('says what was removed, and that nothing is left', async () => {
    const { error, content } = await receiptOf((erasure) => {
      erasure.erased.sourceVersions = 2;
      erasure.left = noCounts();
    });
    expect(error).to.equal(undefined);
    expect(content).to.deep.include({ prefix: 'users/42/', complete: true });
    expect(content.removed).to.include({ sourceVersions: 2, deadLetters: 0 });
  });

  it('says what was removed before an error, and that it is not complete', async () => {
    const { error, content } = await receiptOf((erasure) => {
      erasure.erased.sourceVersions = 2;
      throw new Error('S3 answered 503');
    });
    expect(error).to.equal('S3 answered 503');
    expect(content).to.include({ complete: false, error: 'S3 answered 503' });
    expect(content.removed).to.include({ sourceVersions: 2 });
    expect(content).not.to.have.property('left');
  });

  it('is not complete while something is left, or was refused', async () => {
    const left = await receiptOf((erasure) => {
      erasure.left = { ...noCounts(), processed: 1 };
    });
    const refused = await receiptOf((erasure) => {
      erasure.left = noCounts();
      erasure.refused = [{ key: 'a', versionId: 'v', reason: 'locked' }];
    });
    expect([left.content.complete, refused.content.complete]).to.deep.equal([false, false]);
  });

  it('has a receipt from the beginning, in case the run is killed', async () => {
    let early: unknown;
    await receiptOf((_, file) => {
      early = JSON.parse(readFileSync(file, 'utf8'));
    });
    expect(early).to.include({ prefix: 'users/42/', complete: false });
  });
});
