import { Failure } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { magickDecoder, pixelsLoader } from '../decoders/magick.ts';
import { magickFormatOf } from '../formats/index.ts';
import { withZstandard } from '../formats/tiff/with-zstandard.ts';
import { answerRequests } from './answer-requests.ts';

/** The program that renders what ImageMagick reads. It is another one than that of libvips, so that only these images wait for it. */
configureSharp([pixelsLoader]);
answerRequests(({ format, limits }) => {
  const described = magickFormatOf(format);
  if (!described) throw new Failure('unexpected', `ImageMagick does not read ${format}.`);
  // Only here, so that no other program has the code of a rare compression.
  const complete = format === 'tiff' ? withZstandard(described) : described;
  return [magickDecoder(format, described.loader, limits), complete];
});
