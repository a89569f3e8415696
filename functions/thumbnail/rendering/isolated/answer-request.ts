import { Failure, messageOf, Rejection } from '../../errors.ts';
import type { Decoder } from '../decoders/decoder.ts';
import { renderImage } from '../render-image.ts';
import type { RenderReply, RenderRequest } from './render-protocol.ts';

/** Makes this process the one that `renderIsolated` starts: it renders one image, answers, and ends. */
export function answerRequest(decoderFor: (request: RenderRequest) => Decoder): void {
  process.once('message', async (request: RenderRequest) => {
    process.send?.(await replyTo(request, decoderFor), () => process.disconnect());
  });
  // The parent is gone, and rendering cannot be stopped in any other way.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.send?.('ready');
}

async function replyTo(request: RenderRequest, decoderFor: (request: RenderRequest) => Decoder): Promise<RenderReply> {
  const { image, format, variants, limits } = request;
  try {
    const { thumbnails, ...size } = await renderImage(decoderFor(request), image, format, variants, limits);
    return { ...size, thumbnails: thumbnails.map(({ data, width, height }) => ({ data, width, height })) };
  } catch (error) {
    if (error instanceof Rejection) return { rejection: { code: error.code, message: error.message } };
    const code = error instanceof Failure ? error.code : 'unexpected';
    return { failure: { code, message: messageOf(error) } };
  }
}
