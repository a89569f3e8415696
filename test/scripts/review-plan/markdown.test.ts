import { expect } from 'chai';
import { codeBlock, codeSpan, details, Markdown, markdown } from '../../../scripts/review-plan/markdown.ts';

describe('markdown', () => {
  it('shows strings as they are, and lets only Markdown mean something', () => {
    const text = markdown`${new Markdown('**bold**')} ${'**not**'} ${2}`.text;
    expect(text).to.equal('**bold** `**not**` 2');
  });
});

describe('codeSpan', () => {
  const spans = {
    'a`b``c': '```a`b``c```',
    '`': '`` ` ``',
    ' a ': '`  a  `',
    'a\nb\u202e': '`a\\nb\\u202e`',
    '': '` `',
  };
  for (const [content, span] of Object.entries(spans)) {
    it(`writes ${JSON.stringify(content)} so that it is shown, and ends where it ends`, () => {
      expect(codeSpan(content)).to.equal(span);
    });
  }
});

describe('codeBlock', () => {
  it('has a longer fence than any within it, and one line for each', () => {
    expect(codeBlock('diff', ['````', 'a\nb']).text).to.equal('`````diff\n````\na\\nb\n`````');
  });
});

describe('details', () => {
  it('has a summary without markup', () => {
    const text = details('<b>1 & 2</b>\n\n', new Markdown('content')).text;
    expect(text).to.match(
      /^<details><summary>&#60;b&#62;1 &#38; 2&#60;\/b&#62;\\n\\n<\/summary>\n\ncontent\n\n<\/details>$/,
    );
  });
});
