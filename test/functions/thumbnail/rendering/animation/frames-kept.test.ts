import { expect } from 'chai';
import { framesKept } from '../../../../../functions/thumbnail/rendering/animation/frames-kept.ts';

const frame = { width: 1000, height: 1000 };
const canvas = { width: 100, height: 100 };
const unlimited = { memoryBytes: Number.POSITIVE_INFINITY, pixels: Number.POSITIVE_INFINITY };

describe('framesKept', () => {
  it('keeps all frames, up to 300', () => {
    expect(framesKept(20, frame, canvas, unlimited)).to.equal(20);
    expect(framesKept(301, frame, canvas, unlimited)).to.equal(300);
  });

  it('keeps as many as may be decoded together', () => {
    expect(framesKept(20, frame, canvas, { ...unlimited, pixels: 7_999_999 })).to.equal(7);
  });

  it('keeps as many as there is memory for', () => {
    const perFrame = 1000 * 1000 * 8 + 100 * 100 * 24;
    expect(framesKept(20, frame, canvas, { ...unlimited, memoryBytes: 5 * perFrame - 1 })).to.equal(4);
  });
});
