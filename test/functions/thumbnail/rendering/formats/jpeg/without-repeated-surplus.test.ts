import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { afterRestart } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/after-restart.ts';
import { withoutRepeatedSurplus } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/without-repeated-surplus.ts';

const file = path.resolve(import.meta.dirname, '../../../../../fixtures/images/surplus-before-restarts.jpg');

/** A JPEG with restarts. */
const whole = withoutRepeatedSurplus(readFileSync(file)) ?? expect.fail('expected surplus bytes');

/** Inserts bytes before some of the restarts. */
function withSurplus(...surplus: readonly (readonly number[])[]): Buffer {
  const parts: Buffer[] = [];
  let [reached, at] = [0, whole.lastIndexOf(Buffer.from([0xff, 0xda]))];
  for (const bytes of surplus) {
    at = afterRestart(whole, at);
    parts.push(whole.subarray(reached, at - 2), Buffer.from(bytes));
    reached = at - 2;
  }
  return Buffer.concat([...parts, whole.subarray(reached)]);
}

const three = [0xab, 0xcd, 0xef];

describe('withoutRepeatedSurplus', () => {
  for (const surplus of [three, [0x12, 0x34, 0x12, 0x34, 0x56], [0], [0, 0, 0, 0]]) {
    it(`removes ${surplus.join(' ')} before several restarts`, () => {
      const image = withSurplus(surplus, [], surplus, surplus);

      expect(withoutRepeatedSurplus(image)?.equals(whole)).to.equal(true);
    });
  }

  it('leaves bytes that differ, or are at one place, which may be damage', () => {
    expect(withoutRepeatedSurplus(withSurplus(three, [1, 2, 3]))).to.equal(undefined);
    expect(withoutRepeatedSurplus(withSurplus([], three))).to.equal(undefined);
    expect(withoutRepeatedSurplus(whole)).to.equal(undefined);
  });
});
