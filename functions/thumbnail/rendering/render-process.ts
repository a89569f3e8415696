import { messageOf, Rejection } from '../errors.ts';
import { readSvgAlone, renderImage } from './render-image.ts';
import { RenderReply, type RenderRequest } from './render-protocol.ts';

readSvgAlone();

/** What `renderIsolated` starts: renders the SVG that it is sent, answers, and ends. */
process.once('message', async (request: RenderRequest) => {
  process.send?.(await replyTo(request), () => process.disconnect());
});
// Whoever would have read the answer is gone, and a drawing that is under way cannot be stopped otherwise.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function replyTo({ image, variants, limits }: RenderRequest): Promise<RenderReply> {
  try {
    const thumbnails = await renderImage(image, 'svg', variants, limits);
    return { thumbnails: thumbnails.map(({ data, width, height }) => ({ data, width, height })) };
  } catch (error) {
    if (!(error instanceof Rejection)) return { failure: messageOf(error) };
    return RenderReply.parse({ rejection: { code: error.code, message: error.message } });
  }
}
