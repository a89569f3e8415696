import { ConfigurationFiles, initializeImageMagick, ResourceLimits } from '@imagemagick/magick-wasm';
import type { DecodeRequest } from './decode-request.ts';
import { policyFor } from './policy.ts';

/** Max images in a file, unless its format allows more. ImageMagick refuses more while it reads them. */
const defaultMaxImages = 16;

/** Starts ImageMagick in this thread, once, restricted to the coders of one format. The watchdog limits its time. */
export async function loadMagick({
  program,
  allowed,
  maxImages = defaultMaxImages,
  limits: { memoryBytes, pixels },
}: Pick<DecodeRequest, 'program' | 'allowed' | 'maxImages' | 'limits'>): Promise<void> {
  const configuration = ConfigurationFiles.default;
  configuration.policy.data = policyFor(allowed);
  await initializeImageMagick(program, configuration);
  ResourceLimits.memory = BigInt(memoryBytes);
  ResourceLimits.maxMemoryRequest = BigInt(memoryBytes);
  ResourceLimits.area = BigInt(pixels);
  ResourceLimits.disk = 0n;
  ResourceLimits.listLength = BigInt(maxImages);
}
