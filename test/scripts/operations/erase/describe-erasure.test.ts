import { expect } from 'chai';
import { describeErasure } from '../../../../scripts/operations/erase/describe-erasure.ts';
import { newErasure, noCounts } from '../../../../scripts/operations/erase/erasure.ts';

describe('describeErasure', () => {
  const listed = { ...newErasure(), left: noCounts() };

  it('says that nothing is left once both buckets were listed again', () => {
    expect(describeErasure(listed, true, 'receipt.json')).to.match(
      /^0 versions .*\nBoth buckets were listed again: nothing is left\.\nReceipt: receipt\.json\n$/,
    );
  });

  it('says that it is not finished when it failed after the buckets were empty', () => {
    expect(describeErasure(listed, false, 'receipt.json')).to.match(
      /nothing is left\.\nNot finished: run the same command again for the rest\.\nReceipt: /,
    );
  });

  it('says that it is not finished when it failed before the buckets were listed again', () => {
    expect(describeErasure(newErasure(), false, 'receipt.json')).to.match(/^0 versions .*\nNot finished: /);
  });

  it('counts what is left', () => {
    const erasure = { ...newErasure(), left: { ...noCounts(), processed: 1 } };
    expect(describeErasure(erasure, true, 'receipt.json')).to.contain('\nLeft: 0 versions of originals, ');
  });

  it('escapes the control characters of a key', () => {
    const erasure = { ...listed, refused: [{ key: 'a\u001b[2K', versionId: 'v', reason: 'locked' }] };
    expect(describeErasure(erasure, true, 'receipt.json')).not.to.contain('\u001b');
  });
});
