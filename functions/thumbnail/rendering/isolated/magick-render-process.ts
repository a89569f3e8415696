import { Failure } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { magickDecoder, pixelsLoader } from '../decoders/magick.ts';
import { withDdsDecoder } from '../formats/dds/with-decoder.ts';
import { withFitsDecoder } from '../formats/fits/with-decoder.ts';
import { magickFormatOf } from '../formats/index.ts';
import { withZstandard } from '../formats/tiff/with-zstandard.ts';
import type { SourceFormat } from '../types.ts';
import { answerRequests } from './answer-requests.ts';

type MagickDescribed = NonNullable<ReturnType<typeof magickFormatOf>>;

/** Decoders for rare files, which are only here so that no other program has their code. */
const completions: Partial<Record<SourceFormat, (described: MagickDescribed) => MagickDescribed>> = {
  dds: withDdsDecoder,
  fits: withFitsDecoder,
  tiff: withZstandard,
};

/** The program that renders what ImageMagick reads. It is another one than that of libvips, so that only these images wait for it. */
configureSharp([pixelsLoader]);
answerRequests(({ format, limits }) => {
  const described = magickFormatOf(format);
  if (!described) throw new Failure('unexpected', `ImageMagick does not read ${format}.`);
  const complete = completions[format]?.(described) ?? described;
  return [magickDecoder(format, described.loader, limits), complete];
});
