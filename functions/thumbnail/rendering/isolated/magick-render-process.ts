import { Failure } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { magickDecoder, pixelsLoader } from '../decoders/magick.ts';
import { magickLoaderOf } from '../formats/index.ts';
import { answerRequest } from './answer-request.ts';

/** The program that renders what ImageMagick reads. It is another one than that of libvips, so that only these images wait for it. */
configureSharp([pixelsLoader]);
answerRequest(({ format, limits }) => {
  const loader = magickLoaderOf(format);
  if (!loader) throw new Failure('unexpected', `ImageMagick does not read ${format}.`);
  return magickDecoder(loader, limits);
});
