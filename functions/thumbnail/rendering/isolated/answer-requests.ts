import { Failure, messageOf, Rejection } from '../../errors.ts';
import type { Decoder } from '../decoders/decoder.ts';
import type { Format } from '../formats/format.ts';
import { renderImage } from '../render-image.ts';
import type { RenderReply, RenderRequest } from './render-protocol.ts';

type DecoderFor = (request: RenderRequest) => [Decoder, Format];

/** Serves as the process that `renderIsolated` starts: it renders the images that it is sent, one after another, until it is killed. */
export function answerRequests(decoderFor: DecoderFor): void {
  process.on('message', async (request: RenderRequest) => {
    process.send?.(await replyTo(request, decoderFor));
  });
  // The parent is gone, and rendering cannot be stopped in any other way.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.send?.('ready');
}

async function replyTo(request: RenderRequest, decoderFor: DecoderFor): Promise<RenderReply> {
  const { image, format, variants, limits, wantsPlaceholder } = request;
  try {
    const [decoder, described] = decoderFor(request);
    const rendered = await renderImage(decoder, described, image, format, variants, limits, wantsPlaceholder).finally(
      () => decoder.release?.(),
    );
    const { thumbnails, ...facts } = rendered;
    return { ...facts, thumbnails: thumbnails.map(({ data, width, height }) => ({ data, width, height })) };
  } catch (error) {
    if (error instanceof Rejection) return { rejection: { code: error.code, message: error.message } };
    const code = error instanceof Failure ? error.code : 'unexpected';
    return { failure: { code, message: messageOf(error) } };
  }
}
