import { expect } from 'chai';
import { KeyTemplate, ThumbnailKeys } from '../../../../functions/thumbnail/keys/key-template.ts';

const messageOf = (schema: typeof KeyTemplate | typeof ThumbnailKeys, text: unknown) =>
  schema.safeParse(text).error?.issues.map(({ message }) => message);

describe('ThumbnailKeys', () => {
  for (const text of [
    '{variant}/{key}.{format}',
    '{dir}/thumbs/{name}.{ext}_{width}x{height}.{format}',
    '{dir}/{name}-{width}x{height}.{ext}.{format}',
    '{variant}/{key}',
    'thumbs/{format}/{variant}@2x/{dir}/.{ext}+{name}=',
  ]) {
    it(`accepts ${text}`, () => {
      expect(messageOf(ThumbnailKeys, text)).to.equal(undefined);
    });
  }

  for (const [text, expected] of [
    ['', 'a template of keys'],
    [null, 'a template of keys'],
    ['{key', 'a template of keys'],
    ['{variant}/{Key}', 'a template of keys'],
    ['small {key}', 'a template of keys'],
    ['%7Bkey%7D/{key}', 'a template of keys'],
    [`{key}${'x'.repeat(200)}`, 'a template of keys'],
    ['{variant}/{path}', 'no {path}: the placeholders are {variant}, '],
    ['{variant}.{format}', 'either {key} or all of {dir}, {name} and {ext}'],
    ['{dir}/{name}.{format}', 'either {key} or all of'],
    ['{key}/{key}', 'either {key} or all of'],
    ['{dir}/{key}', 'either {key} or all of'],
    ['{dir}/{dir}/{name}.{ext}', 'either {key} or all of'],
    ['{dir}-{name}.{ext}', '{dir}/ with its slash'],
    ['{name}.{ext}/{dir}', '{dir}/ with its slash'],
    ['{dir}/{name}-{ext}', '.{ext} with its dot'],
    ['/{key}', 'no slash at the beginning'],
    ['{key}/', 'no slash at the beginning'],
    ['a//{key}', 'no slash at the beginning'],
    ['a/../{key}', 'no slash at the beginning'],
    ['./{key}', 'no slash at the beginning'],
  ] as const) {
    it(`refuses ${text === null ? text : `"${text.slice(0, 40)}"`}, and says what is expected`, () => {
      const [message, ...others] = messageOf(ThumbnailKeys, text) ?? [];
      expect(message).to.match(/^expected /);
      expect(message?.slice('expected '.length)).to.match(new RegExp(`^${expected.replace(/[{}.]/g, '\\$&')}`));
      expect(others).to.deep.equal([]);
    });
  }
});

describe('KeyTemplate', () => {
  it('has the parts of a source key alone as placeholders', () => {
    expect(messageOf(KeyTemplate, 'small/{key}.webp')).to.equal(undefined);
    expect(messageOf(KeyTemplate, '{variant}/{key}.webp')?.[0]).to.equal(
      'expected no {variant}: the placeholders are {key}, {dir}, {name}, {ext}',
    );
  });

  it('writes the whole key in one form', () => {
    expect(KeyTemplate.parse('small/{dir}/{name}.{ext}.webp')).to.equal('small/{key}.webp');
  });
});
