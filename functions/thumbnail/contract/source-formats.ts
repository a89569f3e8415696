import * as z from '../zod.ts';

const isRead = (byDefault: boolean) => z._default(z.boolean({ error: 'expected true or false' }), byDefault);

/** The source formats, and whether each is read. By default only those that people upload: each decoder is one more way to attack. */
export const Formats = z.strictObject(
  {
    avif: isRead(true),
    bmp: isRead(true),
    dcx: isRead(false),
    dds: isRead(false),
    exr: isRead(false),
    farbfeld: isRead(false),
    fits: isRead(false),
    gif: isRead(true),
    hdr: isRead(false),
    heic: isRead(true),
    icns: isRead(false),
    ico: isRead(true),
    'jpeg-2000': isRead(true),
    'jpeg-xl': isRead(true),
    jpeg: isRead(true),
    pcx: isRead(false),
    pfm: isRead(false),
    pict: isRead(false),
    png: isRead(true),
    pnm: isRead(true),
    psd: isRead(true),
    qoi: isRead(false),
    raw: isRead(true),
    sgi: isRead(false),
    svg: isRead(true),
    tga: isRead(true),
    tiff: isRead(true),
    webp: isRead(true),
    xbm: isRead(false),
    xpm: isRead(false),
  },
  { error: 'expected formats that are read or not, such as { heic: false }' },
);
export const sourceFormats = z.keyof(Formats);
export type SourceFormat = z.infer<typeof sourceFormats>;

/** Returns the names of the formats that are read. */
export function formatsRead(formats: z.output<typeof Formats>): SourceFormat[] {
  return sourceFormats.options.filter((format) => formats[format]);
}
