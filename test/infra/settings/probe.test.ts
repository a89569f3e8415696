import { expect } from 'chai';
import { parseEnvironments } from '../../../infra/parse-environments.ts';

const parse = (probe: unknown) =>
  parseEnvironments([{ project: 'thumbnails', name: 'dev', region: 'eu-west-1', probe }]).map((it) => it.probe);

describe('ProbeSettings', () => {
  it('has a prefix of its own by default, and is off unless it is set', () => {
    expect(parse({ everyMinutes: 15 })).to.deep.equal([{ everyMinutes: 15, prefix: 'thumbnail-probe/' }]);
    expect(parse(undefined)).to.deep.equal([undefined]);
  });

  for (const [wrong, expected] of [
    [true, 'probe: got true, expected { everyMinutes: 15 }, or "configuration"'],
    ['config', 'probe: got "config", expected { everyMinutes: 15 }, or "configuration"'],
    [{ everyMinutes: 1 }, 'expected a whole number of minutes, 5 to 60'],
    [{ everyMinutes: 15, prefix: 'a"b/' }, 'expected a prefix that ends with "/", such as "thumbnail-probe/"'],
    [{ everyMinutes: 15, prefix: 'probe*/' }, 'expected a prefix that ends with "/"'],
    [{ everyMinutes: 15, prefix: 'probe' }, 'expected a prefix that ends with "/"'],
    [{ everyMinute: 15 }, 'everyMinute'],
  ] as const) {
    it(`refuses ${JSON.stringify(wrong)}, and says what it expects`, () => {
      expect(() => parse(wrong)).to.throw(expected);
    });
  }
});
