import { configureSharp } from '../decoders/configure-sharp.ts';
import { libvips } from '../decoders/libvips.ts';
import { formats, loadersOf } from '../formats/index.ts';
import { answerRequest } from './answer-request.ts';

// An SVG may have pictures inside that librsvg does not decode: see `formats/svg/embed-as-png.ts`.
configureSharp([...loadersOf({ isIsolated: true }), formats.avif.loader, formats.gif.loader, formats.webp.loader]);

/** The program that renders what libvips reads. */
answerRequest(() => libvips);
