import type { Decoder } from '../../functions/thumbnail/rendering/decoders/decoder.ts';
import { libvips } from '../../functions/thumbnail/rendering/decoders/libvips.ts';
import { formats } from '../../functions/thumbnail/rendering/formats/index.ts';
import { renderImage } from '../../functions/thumbnail/rendering/render-image.ts';
import { quartered } from './pictures.ts';
import { limits, variant } from './render-one.ts';

/**
 * `render-stopped WALL_MS` renders two thumbnails with a limit of wall time, and stops itself before the first,
 * until it is continued. It sends its parent `stopping`, and then the code of the error, or `created`.
 */
const wallMs = Number(process.argv[2]);
const stopping: Decoder = {
  ...libvips,
  decode(...call) {
    process.send?.('stopping');
    process.kill(process.pid, 'SIGSTOP');
    return libvips.decode(...call);
  },
};
const picture = await quartered(40, 30).png().toBuffer();
const outcome = await renderImage(stopping, formats.png, picture, 'png', [variant, variant], {
  ...limits,
  wallMs,
}).then(
  () => 'created',
  (error) => error.code,
);
process.send?.(outcome, () => process.disconnect());
