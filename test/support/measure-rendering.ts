import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Variants } from '../../functions/thumbnail/contract/variant.ts';
import { isConverted } from '../../functions/thumbnail/rendering/decode-once.ts';
import { libvips } from '../../functions/thumbnail/rendering/decoders/libvips.ts';
import { decodingBytes } from '../../functions/thumbnail/rendering/decoding-memory.ts';
import type { Format } from '../../functions/thumbnail/rendering/formats/format.ts';
import { formats, isSourceFormat } from '../../functions/thumbnail/rendering/formats/index.ts';
import { identifyFormat } from '../../functions/thumbnail/rendering/identify-format.ts';
import { processMemory } from '../../functions/thumbnail/rendering/isolated/process-memory.ts';
import { renderImage } from '../../functions/thumbnail/rendering/render-image.ts';
import { sourceVariant } from '../../functions/thumbnail/rendering/source-variant.ts';
import { limits } from './render-one.ts';

/**
 * `measure-rendering FILE VARIANTS`, with the variants in JSON, renders in this fresh process. It prints the bytes by which the
 * memory grew at its peak, and the estimate of them.
 */
const [, , file = '', json = ''] = process.argv;
const variants = Variants.parse(JSON.parse(json));
const image = await readFile(file);
const format = identifyFormat(image, file);
if (!isSourceFormat(format)) throw new Error(`${file} is not in a supported format.`);
const { memory, inspect } = formats[format] as Format;
if (memory.kind === 'unknown') throw new Error(`The memory of ${format} cannot be estimated.`);
const unlimited = { ...limits, memoryBytes: Number.POSITIVE_INFINITY, pixels: Number.POSITIVE_INFINITY };
// Libraries are loaded once, which is not part of an image's cost.
const red = sharp({ create: { width: 200, height: 200, channels: 3, background: 'red' } });
await renderImage(libvips, formats.png, await red.png().toBuffer(), 'png', variants, unlimited);

const sourceVariants = variants.map((variant) => sourceVariant(variant, format));
const inspection = inspect(Buffer.from(image));
const { rewriting } = inspection;
const header = rewriting?.header ?? (await libvips.readHeader(inspection.image));
const estimated = decodingBytes(memory, header, sourceVariants, isConverted(inspection)) + (rewriting?.bytes ?? 0);
// Forgets the peak so far: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
writeFileSync('/proc/self/clear_refs', '5');
const before = processMemory(process.pid, 'VmRSS') ?? Number.NaN;
await renderImage(libvips, formats[format], image, format, variants, unlimited);
console.log(JSON.stringify({ estimated, measured: (processMemory(process.pid, 'VmHWM') ?? Number.NaN) - before }));
