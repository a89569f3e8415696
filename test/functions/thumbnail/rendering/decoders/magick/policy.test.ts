import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { sourceFormats } from '../../../../../../functions/thumbnail/contract/source-formats.ts';
import { magickFormatOf } from '../../../../../../functions/thumbnail/rendering/formats/index.ts';
import { bundleProgram } from '../../../../../support/bundle-program.ts';

/** Formats that draw what a text says, or look elsewhere for what it names. */
const programs = ['CANVAS', 'CAPTION', 'DATA', 'GRADIENT', 'INLINE', 'PANGO'];

/** Those that only decode what they are given. Others run programs and scripts, read files, or fetch what is at an address. */
const pictures = [
  ...['BMP', 'BMP2', 'BMP3', 'CUR', 'EXR', 'FARBFELD', 'HDR', 'HEIC', 'ICO', 'ICON', 'J2C', 'J2K', 'JP2', 'JPC'],
  ...['JPEG', 'JXL', 'PAM', 'PBM', 'PCX', 'PFM', 'PGM', 'PICT', 'PNG', 'PNM', 'PPM', 'PSB', 'PSD', 'QOI'],
  ...['TIFF', 'XBM', 'XPM'],
];

describe('policyFor', () => {
  it('keeps ImageMagick from everything but the format that it is loaded for', async () => {
    expect(await readBy('anything', ...programs, 'PNM')).to.include.members(['CANVAS', 'CAPTION', 'INLINE', 'PNM']);
    expect(await readBy('heic')).to.deep.equal([]);
  });

  it('is asked by all formats together for coders of pictures alone', () => {
    const asked = sourceFormats.options.flatMap((format) => magickFormatOf(format)?.loader.allowed.coders ?? []);

    expect([...new Set(asked)].sort()).to.deep.equal(pictures);
  });
});

/** The names of ImageMagick's formats that give a picture of a text. */
async function readBy(...given: string[]): Promise<string[]> {
  const program = bundleProgram('test/support/read-with-magick.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given]);
  return JSON.parse(stdout) as string[];
}
