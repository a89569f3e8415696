import { expect } from 'chai';
import { interpolation } from '../../../infra/module/expression.ts';
import { plainSettings } from '../../../infra/module/plain-settings.ts';
import { withPlainVariables } from '../../../infra/module/with-plain-variables.ts';

describe('withPlainVariables', () => {
  const memory = interpolation('var.memory_megabytes');
  const { memoryMegabytes, cacheControl } = plainSettings;

  it('refers to the variable of a setting in the place of its number', () => {
    expect(withPlainVariables({ memory_size: memoryMegabytes })).to.deep.equal({
      memory_size: memory,
    });
  });

  it('multiplies the variable where the stack has a multiple of its number', () => {
    expect(withPlainVariables([memoryMegabytes * 500])).to.deep.equal([interpolation('var.memory_megabytes * 500')]);
  });

  it('refers to the variable within a text', () => {
    expect(withPlainVariables(`More than ${memoryMegabytes} MB: ${cacheControl}`)).to.equal(
      `More than ${memory} MB: ${interpolation('var.cache_control')}`,
    );
  });

  it('keeps every other number and text', () => {
    const other = [0, 1, memoryMegabytes + 1, `1${memoryMegabytes}`, null, true];
    expect(withPlainVariables(other)).to.deep.equal(other);
  });
});
