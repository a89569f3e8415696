import { expect } from 'chai';
import { libvips } from '../../../../../functions/thumbnail/rendering/decoders/libvips.ts';

const outcomeOf = (...lines: string[]) => libvips.asOutcome(new Error(lines.join('\n')), 'tiff');

describe('libvips', () => {
  it('tells the line of a message that says what is wrong', () => {
    const outcome = outcomeOf('source input: Unknown pseudo-tag 65560', 'tiff2vips: not SGI-compressed LOGLUV');

    expect(outcome?.message).to.contain('not SGI-compressed LOGLUV').and.not.to.contain('pseudo-tag');
    expect(outcome?.code).to.equal('unsupported-format');
  });

  it('finds what is not supported behind other complaints', () => {
    const outcome = outcomeOf('tiff2vips: read error', 'tiff2vips: tiled separate planes not supported');

    expect(outcome?.code).to.equal('unsupported-format');
  });

  it('tells the first line when no other says more', () => {
    expect(outcomeOf('tiff2vips: read error', 'vips2png: unable to write to target target')?.message).to.match(
      /tiff2vips: read error$/,
    );
  });

  it('quotes no content', () => {
    const { message } = outcomeOf('svgload: XML parse error', 'secret text of the file') ?? {};
    const quoted = outcomeOf('Input buffer: Error domain 1 of data: secret', 'secret text');

    expect(message).not.to.contain('secret');
    expect(quoted?.message).not.to.contain('secret');
  });
});
