import { expect } from 'chai';
import { formats } from '../../../../functions/thumbnail/rendering/formats/index.ts';
import { identifyFormat } from '../../../../functions/thumbnail/rendering/identify-format.ts';
import { createInputs } from '../../../../scripts/trials/fuzz/inputs.ts';
import { openEnvelope } from '../../../../scripts/trials/fuzz/open-envelope.ts';
import { sampleImages } from '../../../../scripts/trials/fuzz/sample-images.ts';

describe('createInputs', () => {
  let images: ReadonlyMap<string, Buffer>;
  let afterTruncations = 0;
  before(async () => {
    images = await sampleImages();
    const inputOf = createInputs(images, 1);
    while (inputOf(afterTruncations).name.includes('truncated to')) afterTruncations += 1;
  });

  it('begins with every image truncated to each power of two', () => {
    const inputOf = createInputs(images, 1);
    const cuts = new Map<string, Set<number>>();
    for (let index = 0; inputOf(index).name.includes('truncated to'); index += 1) {
      const { name, bytes } = inputOf(index);
      const [image = ''] = name.split(',');
      cuts.set(image, (cuts.get(image) ?? new Set()).add(bytes.length));
    }
    expect([...cuts.keys()]).to.have.members([...images.keys()]);
    for (const [name, lengths] of cuts) {
      const powers = Array.from({ length: 30 }, (_, power) => 2 ** power);
      const below = powers.filter((power) => power < (images.get(name)?.length ?? 0));
      expect([...lengths], name).to.deep.equal(below);
    }
  });

  it('repeats an input for the same seed and number, and has others for another seed', () => {
    const bytesOf = (seed: number) =>
      Array.from({ length: 50 }, (_, index) => `${createInputs(images, seed)(afterTruncations + index).bytes}`);
    expect(bytesOf(1)).to.deep.equal(bytesOf(1));
    expect(bytesOf(1)).not.to.deep.equal(bytesOf(2));
  });

  it('does not change the images themselves', async () => {
    const inputOf = createInputs(images, 1);
    for (let index = 0; index < 2000; index += 1) inputOf(afterTruncations + index);
    expect([...images]).to.deep.equal([...(await sampleImages())]);
  });

  it('changes images of every kind in every way', () => {
    const inputOf = createInputs(images, 1);
    const names = Array.from({ length: 10_000 }, (_, index) => inputOf(afterTruncations + index).name);
    const changed = names.map((name) => name.split(',')[0] ?? '');
    const kinds = changed.map((name) => formatOf(name, images.get(name) ?? Buffer.of()));
    expect(new Set(kinds)).to.deep.equal(new Set(Object.keys(formats)));
    expect(new Set(names.map((name) => name.replace(/^.*?, /, ''))).size).to.equal(10);
  });
});

describe('sampleImages', () => {
  it('covers every source format', async () => {
    const sampled = [...(await sampleImages())].map(([name, image]) => formatOf(name, image));
    expect(new Set(sampled)).to.deep.equal(new Set(Object.keys(formats)));
  });
});

function formatOf(name: string, image: Buffer): string | undefined {
  return identifyFormat(openEnvelope(image).content, name);
}
