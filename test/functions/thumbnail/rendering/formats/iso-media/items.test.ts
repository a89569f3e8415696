import { expect } from 'chai';
import { readItems } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { avifOf, isoBox, u16, u32 } from '../../../../../support/iso-boxes.ts';

/** A box behind a list. A list that claims too much would be read into it. */
const more = isoBox('free', Buffer.alloc(100));

describe('readItems', () => {
  for (const [name, boxes] of Object.entries({
    'places of items': [isoBox('iloc', u32(0), u16(0), u16(3)), more],
    properties: [isoBox('iprp', isoBox('ipco'), isoBox('ipma', u32(0), u32(1)), more)],
    references: [isoBox('iref', u32(0), isoBox('auxl', u16(2), u16(3)), more)],
  })) {
    it(`reads no list of ${name} beyond the end of its box`, () => {
      expect(() => readItems(avifOf(...boxes))).to.throw(RangeError);
    });
  }
});
