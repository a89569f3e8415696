import { expect } from 'chai';
import { type Finding, fuzz } from '../../../../scripts/trials/fuzz/fuzz.ts';
import { inputsOf } from '../../../../scripts/trials/fuzz/inputs.ts';
import { sampleImages } from '../../../../scripts/trials/fuzz/sample-images.ts';

describe('fuzz', () => {
  it('finds no image that does harm, among broken ones of every kind', async () => {
    const findings: Finding[] = [];
    const { outcomes, peakBytes } = await fuzz({
      inputs: inputsOf(await sampleImages(), 20_261_124),
      first: 0,
      count: 1000,
      onProgress: () => {},
      onFinding: (finding) => findings.push(finding),
      signal: new AbortController().signal,
    });

    expect(findings.map(({ index, name, harm }) => `${index}: ${name}: ${harm}`)).to.deep.equal([]);
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).to.equal(1000);
    // Of nothing but rejections, or creations, nobody would learn anything.
    for (const outcome of ['created', 'rejected: corrupt-image', 'rejected: unsupported-format']) {
      expect(outcomes.get(outcome), outcome).to.be.above(20);
    }
    if (peakBytes !== undefined) expect(peakBytes).to.be.below(300 * 1024 ** 2);
  });
});
