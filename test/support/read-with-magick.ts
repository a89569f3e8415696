import {
  ConfigurationFiles,
  ImageMagick,
  initializeImageMagick,
  Magick,
  type MagickFormat,
  MagickReadSettings,
} from '@imagemagick/magick-wasm';
import { sourceFormats } from '../../functions/thumbnail/contract/source-formats.ts';
import { compileMagick } from '../../functions/thumbnail/rendering/decoders/magick/compile-magick.ts';
import { loadMagick } from '../../functions/thumbnail/rendering/decoders/magick/load-magick.ts';
import { magickFormatOf } from '../../functions/thumbnail/rendering/formats/index.ts';
import { limits } from './render-one.ts';

/**
 * `read-with-magick FORMAT` prints the names of all of ImageMagick's formats that give a picture of a text in a process that is to
 * read FORMAT. `read-with-magick anything NAME...` tries the names without a policy.
 */
const [, , format = '', ...given] = process.argv;
const loader = format === 'anything' ? undefined : magickFormatOf(sourceFormats.parse(format))?.loader;
const program = await compileMagick();
if (loader) await loadMagick({ program, allowed: loader.allowed, limits });
else await initializeImageMagick(program, ConfigurationFiles.default);
const names = loader ? Magick.supportedFormats.map((each) => each.format) : (given as MagickFormat[]);

/** Each makes a picture with several of the formats. */
const texts = [
  'viewbox 0 0 8 8 rectangle 1,1 5,5',
  '<?xml version="1.0"?><image size="8x8"><read filename="xc:red"/></image>',
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>',
  'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'P3 1 1 255 1 2 3',
  'red',
];
function gives(name: MagickFormat, text: string): boolean {
  try {
    const settings = new MagickReadSettings({ format: name, width: 8, height: 8 });
    return ImageMagick.read(Buffer.from(text), settings, (image) => image.width > 0);
  } catch {
    return false;
  }
}

console.log(JSON.stringify(names.filter((name) => texts.some((text) => gives(name, text)))));
