import { Failure } from '../../../../../../functions/thumbnail/errors.ts';
import { compileMagick } from '../../../../../../functions/thumbnail/rendering/decoders/magick/compile-magick.ts';
import { expectError } from '../../../../../support/expect-error.ts';

describe('compileMagick', () => {
  it('fails when ImageMagick cannot be compiled, which is no fault of the image', async () => {
    await expectError(Failure, 'unexpected', () => compileMagick(import.meta.filename));
  });
});
