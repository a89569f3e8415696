import { magickFormat, soleCoder } from './magick-format.ts';
import { inspectPcx, pcxSize } from './pcx.ts';
import { untilTruncated } from './until-truncated.ts';

const firstPageAt = 4;

/** Several PCX in one file, such as the pages of a fax. The first is shown. */
export const dcx = magickFormat({
  matches: (beginning) => beginning.startsWith('\xb1\x68\xde\x3a'),
  inspect(file) {
    let image = file;
    untilTruncated(() => {
      image = file.subarray(file.readUInt32LE(firstPageAt));
    });
    return inspectPcx(image);
  },
  loader: soleCoder('PCX', pcxSize),
});
