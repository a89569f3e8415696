import { parentPort, workerData } from 'node:worker_threads';
import { MagickError, MagickErrorSeverity } from '@imagemagick/magick-wasm';
import { messageOf, type RejectionCode } from '../../../errors.ts';
import type { DecodeReply, DecodeRequest } from './decode-request.ts';
import { loadMagick } from './load-magick.ts';
import { readPixels } from './read-pixels.ts';

/**
 * The program of a thread that decodes one image, replies, and ends. Each image gets a new thread, so nothing of an earlier image is
 * left: ImageMagick cannot be loaded twice in a thread, and its memory never shrinks.
 */
async function decode({
  image,
  coder,
  readSize,
  isCmyk,
  orientation,
  ...request
}: DecodeRequest): Promise<DecodeReply> {
  try {
    await loadMagick(request);
    const tiff = readPixels(image, coder, orientation, { size: readSize, isCmyk });
    return tiff ? { tiff } : noPicture;
  } catch (error) {
    return replyTo(tellingError(error));
  }
}

/** Matches messages about features that ImageMagick lacks. */
const unsupported = /unsupported|not ?(?:configured|supported|handle)|MaximumChannelsExceeded|UnrecognizedColor/i;

/** Matches the name of a file in memory, and a position in ImageMagick's code, which tell a user nothing. */
const sourcePlace = / [`'"].* @ .*$/s;

const noPicture: DecodeReply = { rejection: { code: 'unsupported-format', reason: 'no picture was found in it.' } };

/** The message of the binding when ImageMagick returns neither a picture nor an error. */
const noPictureMessage = 'instance is disposed';

/** Returns the warning about a colour's name that ImageMagick lacks, since the error that follows it speaks of damage. */
function tellingError(error: unknown): unknown {
  const related = error instanceof MagickError ? error.relatedErrors : [];
  return related.find(({ message }) => message.startsWith('UnrecognizedColor')) ?? error;
}

function replyTo(error: unknown): DecodeReply {
  const reason = messageOf(error).replace(sourcePlace, '').trim();
  if (reason === noPictureMessage) return noPicture;
  // WebAssembly trapped, for example because the decoder accessed memory outside its own.
  if (error instanceof Error && error.name === 'RuntimeError') return { rejection: { code: 'corrupt-image', reason } };
  if (!(error instanceof MagickError)) return { failure: { code: 'unexpected', reason } };
  if (/memory allocation failed/i.test(reason)) return { failure: { code: 'out-of-memory', reason } };
  return { rejection: { code: codeOf(error), reason } };
}

function codeOf({ severity, message }: MagickError): RejectionCode {
  if (severity === MagickErrorSeverity.ResourceLimitError) return 'image-too-large';
  const isUnsupported =
    severity === MagickErrorSeverity.MissingDelegateError || severity === MagickErrorSeverity.PolicyError;
  return isUnsupported || unsupported.test(message) ? 'unsupported-format' : 'corrupt-image';
}

const reply = await decode(workerData as DecodeRequest);
parentPort?.postMessage(reply, 'tiff' in reply ? [reply.tiff.buffer as ArrayBuffer] : []);
