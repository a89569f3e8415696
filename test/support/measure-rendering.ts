import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Variant } from '../../functions/thumbnail/contract.ts';
import { decodingBytes } from '../../functions/thumbnail/rendering/decoding-memory.ts';
import { formatOf, isSourceFormat } from '../../functions/thumbnail/rendering/formats.ts';
import { readHeader } from '../../functions/thumbnail/rendering/header.ts';
import { processMemory } from '../../functions/thumbnail/rendering/process-memory.ts';
import { renderImage } from '../../functions/thumbnail/rendering/render-image.ts';
import { limits } from './render-one.ts';

/**
 * `node --import tsx measure-rendering.ts FILE VARIANT`, with the variant in JSON, renders in this fresh process, and prints by how
 * many bytes its memory grew at the most, and by how many it was estimated to.
 */
const [, , file = '', json = ''] = process.argv;
const variant = Variant.parse(JSON.parse(json));
const image = await readFile(file);
const format = formatOf(image);
if (!isSourceFormat(format)) throw new Error(`${file} is in no format that is rendered.`);
const unlimited = { ...limits, memoryBytes: Number.POSITIVE_INFINITY, pixels: Number.POSITIVE_INFINITY };
// What is loaded once is no part of what an image takes.
const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } });
await renderImage(await pixel.png().toBuffer(), 'png', [variant], unlimited);

const estimated = decodingBytes(await readHeader(image, format), [variant]);
// Forgets the peak so far: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
writeFileSync('/proc/self/clear_refs', '5');
const before = processMemory(process.pid, 'VmRSS') ?? Number.NaN;
await renderImage(image, format, [variant], unlimited);
console.log(JSON.stringify({ estimated, measured: (processMemory(process.pid, 'VmHWM') ?? Number.NaN) - before }));
