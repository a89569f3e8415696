import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { openBucketStore } from '../../../scripts/local-aws/index.ts';
import type { UnreportedOutcome } from '../../../scripts/local-pipeline/local-outcome.ts';
import { upload } from '../../../scripts/local-pipeline/upload.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('upload', () => {
  it('stores each file with its CRC-32, and reports one that cannot be read', async () => {
    const directory = await temporaryDirectory();
    const store = await openBucketStore({ directory: path.join(directory, 'buckets'), onChange: () => {} });
    await store.createBucket('source');
    const file = path.join(directory, 'nine.txt');
    await writeFile(file, '123456789');
    const outcomes: UnreportedOutcome[] = [];
    const inputs = [
      { key: 'nine.txt', file, isExpected: true },
      { key: 'none.txt', file: path.join(directory, 'none.txt'), isExpected: true },
    ];

    await upload(store, 'source', inputs, (outcome) => outcomes.push(outcome));

    // The check value of CRC-32, 0xCBF43926: https://reveng.sourceforge.io/crc-catalogue/all.htm
    expect(store.head('source', 'nine.txt')).to.deep.include({
      size: 9,
      checksum: { algorithm: 'crc32', type: 'FULL_OBJECT', value: Buffer.from('cbf43926', 'hex').toString('base64') },
    });
    expect(outcomes.map(({ key, code }) => [key, code])).to.deep.equal([['none.txt', 'not-uploaded']]);
  });
});
