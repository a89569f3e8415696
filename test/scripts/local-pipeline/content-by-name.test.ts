import { expect } from 'chai';
import { contentByName } from '../../../scripts/local-pipeline/content-by-name.ts';

describe('contentByName', () => {
  const cases = {
    image: ['a.jpg', 'A.JPEG', 'dir.d/b.webp', 'c.heic'],
    other: ['notes.txt', 'a.jpg.bak', 'movie.mov', 'Thumbs.db'],
    unknown: ['scan', 'v1.2/scan', '.hidden', 'ends.'],
  };
  for (const [expected, names] of Object.entries(cases)) {
    for (const name of names) {
      it(`is "${expected}" for ${name}`, () => {
        expect(contentByName(name)).to.equal(expected);
      });
    }
  }
});
