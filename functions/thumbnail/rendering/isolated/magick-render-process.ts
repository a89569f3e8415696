import { Failure } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { magickDecoder, pixelsLoader } from '../decoders/magick.ts';
import { inspectBmp } from '../formats/bmp/inspect-bmp.ts';
import { rewritingOfDds } from '../formats/dds/rewriting-of-dds.ts';
import { rewritingOfFits } from '../formats/fits/rewriting-of-fits.ts';
import type { Rewriting } from '../formats/format.ts';
import { magickFormatOf } from '../formats/index.ts';
import { withRewriting } from '../formats/magick-format.ts';
import { rewritingOfSgi } from '../formats/sgi/rewriting-of-sgi.ts';
import { rewritingOfTga } from '../formats/tga/rewriting-of-tga.ts';
import { rewritingOfRareCompression } from '../formats/tiff/rewriting-of-rare-compression.ts';
import { rewritingOfXpm } from '../formats/xpm/rewriting-of-xpm.ts';
import type { SourceFormat } from '../types.ts';
import { answerRequests } from './answer-requests.ts';

/** This project's own decoders. Only this program imports them, so no other program contains their code. */
const rewritings: Partial<Record<SourceFormat, (image: Buffer) => Rewriting | undefined>> = {
  dds: rewritingOfDds,
  fits: rewritingOfFits,
  sgi: rewritingOfSgi,
  tga: rewritingOfTga,
  tiff: rewritingOfRareCompression,
  xpm: rewritingOfXpm,
};

/** The program that renders the formats of ImageMagick. Only their images wait for ImageMagick, because libvips has a program of its own. */
configureSharp([pixelsLoader]);
answerRequests(({ format, limits }) => {
  const described = magickFormatOf(format);
  if (!described) throw new Failure('unexpected', `ImageMagick does not read ${format}.`);
  const complete =
    format === 'bmp' ? { ...described, inspect: inspectBmp } : withRewriting(described, rewritings[format]);
  return [magickDecoder(format, described.loader, limits), complete];
});
