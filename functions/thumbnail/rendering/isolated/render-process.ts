import { configureSharp } from '../decoders/configure-sharp.ts';
import { libvips } from '../decoders/libvips.ts';
import { formats, loadersOf } from '../formats/index.ts';
import { preparedSvg } from '../formats/svg/prepared-svg.ts';
import { answerRequests } from './answer-requests.ts';

// An SVG may embed pictures that librsvg does not show as browsers do: see `formats/svg/embed-pictures.ts`.
const { avif, gif, jpeg, png, webp } = formats;
const embedded = [avif, gif, jpeg, png, webp].map(({ loader }) => loader);
configureSharp([...loadersOf({ isIsolated: true }), ...embedded]);

/** The program that renders the isolated formats of libvips. */
answerRequests(({ format }) => [libvips, format === 'svg' ? preparedSvg : formats[format]]);
