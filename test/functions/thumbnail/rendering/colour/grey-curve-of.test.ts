import { expect } from 'chai';
import { greyCurveOf } from '../../../../../functions/thumbnail/rendering/colour/grey-curve-of.ts';
import { srgbCurve } from '../../../../../functions/thumbnail/rendering/colour/transfer-curves.ts';
import { u16, u32 } from '../../../../support/iso-boxes.ts';

const values = [0, 0.02, 0.2, 0.5, 0.75, 1];

/** Returns a profile of one tag, the curve. */
function profileOf(curve: Buffer, space = 'GRAY'): Buffer {
  const head = Buffer.alloc(128);
  head.write(space, 16, 'latin1');
  return Buffer.concat([head, u32(1), Buffer.from('kTRC'), u32(144), u32(curve.length), curve]);
}

function table(...entries: number[]): Buffer {
  return Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), u32(entries.length), ...entries.map(u16)]);
}

function parametric(kind: number, ...parameters: number[]): Buffer {
  const fixed = parameters.map((parameter) => u32(Math.round(parameter * 0x1_0000) >>> 0));
  return Buffer.concat([Buffer.from('para\0\0\0\0', 'latin1'), u16(kind), u16(0), ...fixed]);
}

const power = (value: number) => value ** 1.8;

/** A curve of each kind, and the light that it stands for. */
const curves: Record<string, [curve: Buffer, light: (value: number) => number]> = {
  'no entries': [table(), (value) => value],
  'one entry': [table(1.8 * 256), power],
  'a table': [table(0, 0xffff / 4, 0xffff), (value) => (value < 0.5 ? value / 2 : 1.5 * value - 0.5)],
  'the parameters 0': [parametric(0, 1.8), power],
  'the parameters 1': [parametric(1, 2, 1.25, -0.25), (value) => Math.max(0, 1.25 * value - 0.25) ** 2],
  'the parameters 2': [parametric(2, 2, 1, -0.25, 0.125), (value) => Math.max(0, value - 0.25) ** 2 + 0.125],
  'the parameters 3': [
    parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045),
    (value) => srgbCurve.toLight(value),
  ],
  'the parameters 4': [
    parametric(4, 2, 1, 0, 0.5, 0.25, 0.125, 0.0625),
    (value) => (value < 0.25 ? value / 2 + 0.0625 : value ** 2 + 0.125),
  ],
};

describe('greyCurveOf', () => {
  for (const [name, [curve, light]] of Object.entries(curves)) {
    it(`reads a curve of ${name}`, () => {
      const read = greyCurveOf(profileOf(curve));

      for (const value of values) expect(read?.toLight(value), `${value}`).to.be.closeTo(light(value), 0.003);
    });
  }

  it('returns undefined for other colours, and for a curve that is unknown or cut off', () => {
    const whole = profileOf(table(0, 100, 0xffff));
    const others = [profileOf(table(), 'RGB '), profileOf(parametric(9)), profileOf(Buffer.from('mft2', 'latin1'))];
    for (const profile of [...others, whole.subarray(0, -1), whole.subarray(0, 130), Buffer.of()]) {
      expect(greyCurveOf(profile)).to.equal(undefined);
    }
  });
});
