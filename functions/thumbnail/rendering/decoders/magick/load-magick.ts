import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ConfigurationFiles, initializeImageMagick, ResourceLimits } from '@imagemagick/magick-wasm';
import type { MagickLoader } from '../../formats/format.ts';
import type { RenderLimits } from '../../types.ts';
import { policyFor } from './policy.ts';

/** Beside the bundle; the source takes it from the package. */
const bundled = path.join(import.meta.dirname, 'magick', 'magick.wasm');
const packaged = '@imagemagick/magick-wasm/magick.wasm';

/** More images in one file are refused while they are read. */
const maxImages = 16;

/** Loads ImageMagick into this process, once, with what one format needs. The watchdog limits its time. */
export async function loadMagick({ allowed }: MagickLoader, { memoryBytes, pixels }: RenderLimits): Promise<void> {
  const file = existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(packaged);
  const configuration = ConfigurationFiles.default;
  configuration.policy.data = policyFor(allowed);
  await initializeImageMagick(await readFile(file), configuration);
  ResourceLimits.memory = BigInt(memoryBytes);
  ResourceLimits.maxMemoryRequest = BigInt(memoryBytes);
  ResourceLimits.area = BigInt(pixels);
  ResourceLimits.disk = 0n;
  ResourceLimits.listLength = BigInt(maxImages);
}
