import { configureSharp } from '../decoders/configure-sharp.ts';
import { libvips } from '../decoders/libvips.ts';
import { formats, loadersOf } from '../formats/index.ts';
import { answerRequests } from './answer-requests.ts';

// An SVG may have pictures inside that librsvg does not decode: see `formats/svg/embed-as-png.ts`.
configureSharp([...loadersOf({ isIsolated: true }), formats.avif.loader, formats.gif.loader, formats.webp.loader]);

/** The program that renders what libvips reads. */
answerRequests(({ format }) => [libvips, formats[format]]);
