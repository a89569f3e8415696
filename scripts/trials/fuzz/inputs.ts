import { formats, isSourceFormat } from '../../../functions/thumbnail/rendering/formats/index.ts';
import { identifyFormat } from '../../../functions/thumbnail/rendering/identify-format.ts';
import { createRandom } from '../random.ts';
import { mutationNames, mutations } from './mutations.ts';
import { openEnvelope } from './open-envelope.ts';

export interface Input {
  /** A description such as `a GIF, truncated`. */
  name: string;
  bytes: Buffer;
}

/** An image that is rendered in its own process takes longer, so most inputs are others. */
const isolatedProbability = 0.3;

/** A change of a whole file may only make a checksum wrong, which hides what else it would do. */
const envelopeProbability = 0.5;

/**
 * Returns a function from the number of an input, from 0, to the input. First every image is truncated to each power of two,
 * then images are changed at random. An input depends on the seed and its number alone, so it can be repeated without the others.
 */
export function createInputs(images: ReadonlyMap<string, Buffer>, seed: number): (index: number) => Input {
  const truncations = [...images].flatMap(([name, bytes]) =>
    powersOfTwoBelow(bytes.length).map((length) => ({ name, bytes, length })),
  );
  const isolatedNames = [...images].filter(([name, bytes]) => isIsolated(name, bytes)).map(([name]) => name);
  const otherNames = [...images.keys()].filter((name) => !isolatedNames.includes(name));
  const copyOf = (name: string) => Buffer.from(images.get(name) ?? '');

  return (index) => {
    const truncation = truncations[index];
    if (truncation) {
      const { name, bytes, length } = truncation;
      return { name: `${name}, truncated to ${length} bytes`, bytes: bytes.subarray(0, length) };
    }
    const random = createRandom(seed * 1_000_003 + index);
    const name = random.pick(random.happens(isolatedProbability) ? isolatedNames : otherNames);
    const mutation = random.pick(mutationNames);
    const other = copyOf(random.pick(otherNames));
    const image = copyOf(name);
    const envelope = random.happens(envelopeProbability) ? openEnvelope(image) : undefined;
    const mutated = mutations[mutation](envelope?.content ?? image, random, other);
    return { name: `${name}, ${mutation}`, bytes: envelope?.close(mutated) ?? mutated };
  };
}

function isIsolated(name: string, image: Buffer): boolean {
  const format = identifyFormat(openEnvelope(image).content, name);
  return isSourceFormat(format) && formats[format].isIsolated;
}

function powersOfTwoBelow(length: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power < length; power *= 2) powers.push(power);
  return powers;
}
