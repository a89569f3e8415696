import { expect } from 'chai';
import { measureClass } from '../../../../../scripts/trials/bench/measure/measure-class.ts';

const request = { bucket: 'source', key: 'a.jpg', file: '/a.jpg', event: {}, pillowFormat: 'JPEG' };
const rounds = { min: 3, max: 3, seconds: 0 };

describe('measureClass', () => {
  /** The contestants in the order in which they ran. */
  let order: string[];
  const worker = (name: string) => ({
    run: async () => {
      order.push(name);
      return order.length;
    },
  });
  beforeEach(() => {
    order = [];
  });

  it('lets each round begin with another contestant, and does not count the first', async () => {
    const contestants = new Map(['a', 'b', 'c'].map((name) => [name, worker(name)]));

    const samples = await measureClass(contestants, request, rounds);

    expect(order.join('')).to.equal('abc' + 'abc' + 'bca' + 'cab');
    expect(samples).to.deep.equal({ a: [4, 9, 11], b: [5, 7, 12], c: [6, 8, 10] });
  });

  it('says when the first round is over', async () => {
    await measureClass(new Map([['a', worker('a')]]), request, rounds, () => order.push('warm'));

    expect(order).to.deep.equal(['a', 'warm', 'a', 'a', 'a']);
  });

  it('measures the minimum of rounds when the time is over, and no more than the maximum', async () => {
    const contestants = new Map([['a', worker('a')]]);

    const few = await measureClass(contestants, request, { min: 2, max: 9, seconds: 0 });
    const many = await measureClass(contestants, request, { min: 2, max: 9, seconds: 60 });

    expect([few['a']?.length, many['a']?.length]).to.deep.equal([2, 9]);
  });

  it('fails with the contestant that fails', async () => {
    const broken = { run: () => Promise.reject(new Error('pillow ended with 1.')) };

    const measured = await measureClass(new Map([['pillow', broken]]), request, rounds).catch((error) => error);

    expect(measured).to.be.an('error').with.property('message', 'pillow ended with 1.');
  });
});
