import { Failure, messageOf, Rejection } from '../../errors.ts';
import { configureSharp } from '../decoders/configure-sharp.ts';
import { libvips } from '../decoders/libvips.ts';
import { formats, loadersOf } from '../formats/index.ts';
import { renderImage } from '../render-image.ts';
import type { RenderReply, RenderRequest } from './render-protocol.ts';

// An SVG may have pictures inside that librsvg does not decode: see `formats/svg/embed-as-png.ts`.
configureSharp([...loadersOf({ isIsolated: true }), formats.avif.loader, formats.gif.loader, formats.webp.loader]);

/** The program that `renderIsolated` starts: it renders one image, answers, and ends. */
process.once('message', async (request: RenderRequest) => {
  process.send?.(await replyTo(request), () => process.disconnect());
});
// The parent is gone, and rendering cannot be stopped in any other way.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.('ready');

async function replyTo({ image, format, variants, limits }: RenderRequest): Promise<RenderReply> {
  try {
    const { thumbnails, ...size } = await renderImage(libvips, image, format, variants, limits);
    return { ...size, thumbnails: thumbnails.map(({ data, width, height }) => ({ data, width, height })) };
  } catch (error) {
    if (error instanceof Rejection) return { rejection: { code: error.code, message: error.message } };
    const code = error instanceof Failure ? error.code : 'unexpected';
    return { failure: { code, message: messageOf(error) } };
  }
}
