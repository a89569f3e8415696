import { expect } from 'chai';
import * as z from 'zod';
import { describeIssues } from '../../infra/issues.ts';

const Numbers = z.object({ list: z.array(z.number({ error: 'expected a number' })) });

describe('describeIssues', () => {
  const circular: unknown[] = [];
  circular.push(circular);

  const values: Record<string, [value: unknown, words: string]> = {
    undefined: [undefined, 'nothing'],
    null: [null, 'null'],
    'a text': ['it\'s "so"\n', String.raw`"it's \"so\"\n"`],
    'an object': [
      { prefix: 'photos/', deep: { deeper: { deepest: {} } } },
      "{ prefix: 'photos/', deep: { deeper: { deepest: {} } } }",
    ],
    'not a number': [Number.NaN, 'NaN'],
    'an infinite number': [Number.NEGATIVE_INFINITY, '-Infinity'],
    'a large integer': [10n, '10n'],
    'a circular list': [circular, '<ref *1> [ [Circular *1] ]'],
    'a function': [function double() {}, '[Function: double]'],
    'an object that cannot be inspected': [
      { [Symbol.for('nodejs.util.inspect.custom')]: () => expect.fail('the custom inspection was called') },
      '{',
    ],
    'a long list': [Array.from({ length: 50 }, () => 'a\nb'), "[ 'a\\nb', 'a\\nb',"],
  };
  for (const [what, [value, words]] of Object.entries(values)) {
    it(`describes ${what} on one line`, () => {
      const [line = '', ...others] = linesOf(Numbers, { list: [value] });
      expect(others).to.deep.equal([]);
      expect(line).to.match(/^root\.list\[0\]: got [^\n]{1,81}, expected a number$/);
      expect(line).to.include(`got ${words}`);
    });
  }

  it('names every unknown key', () => {
    const there = 'there is no such setting, remove it or correct its spelling';
    expect(linesOf(z.strictObject({}), { colour: 1, memory: 2 })).to.deep.equal([
      `root.colour: ${there}`,
      `root.memory: ${there}`,
    ]);
  });

  it('reports two issues with the same text once', () => {
    const error = 'expected 1';
    expect(linesOf(z.int({ error }).max(1, { error }), 1e308)).to.deep.equal(['root: got 1e+308, expected 1']);
  });
});

function linesOf(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value, { reportInput: true });
  return describeIssues('root', error?.issues ?? []);
}
