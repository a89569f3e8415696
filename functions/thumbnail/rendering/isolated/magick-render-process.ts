import { Failure } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { magickDecoder, pixelsLoader } from '../decoders/magick.ts';
import { inspectBmp } from '../formats/bmp/inspect-bmp.ts';
import { rewritingOfDds } from '../formats/dds/rewriting-of-dds.ts';
import { rewritingOfFits } from '../formats/fits/rewriting-of-fits.ts';
import type { Rewriting } from '../formats/format.ts';
import { magickFormatOf } from '../formats/index.ts';
import { withRewriting } from '../formats/magick-format.ts';
import { rewritingOfTga } from '../formats/tga/rewriting-of-tga.ts';
import { rewritingOfZstandard } from '../formats/tiff/rewriting-of-zstandard.ts';
import type { SourceFormat } from '../types.ts';
import { answerRequests } from './answer-requests.ts';

/** Decoders of this project, which are only here so that no other program has their code. */
const rewritings: Partial<Record<SourceFormat, (image: Buffer) => Rewriting | undefined>> = {
  dds: rewritingOfDds,
  fits: rewritingOfFits,
  tga: rewritingOfTga,
  tiff: rewritingOfZstandard,
};

/** The program that renders what ImageMagick reads. It is another one than that of libvips, so that only these images wait for it. */
configureSharp([pixelsLoader]);
answerRequests(({ format, limits }) => {
  const described = magickFormatOf(format);
  if (!described) throw new Failure('unexpected', `ImageMagick does not read ${format}.`);
  const complete =
    format === 'bmp' ? { ...described, inspect: inspectBmp } : withRewriting(described, rewritings[format]);
  return [magickDecoder(format, described.loader, limits), complete];
});
