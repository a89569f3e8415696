import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { assert, constantFrom, property, string } from 'fast-check';
import { parsePlan } from '../../../../scripts/review-plan/plan.ts';
import { report } from '../../../../scripts/review-plan/report/report.ts';
import { review } from '../../../../scripts/review-plan/review.ts';
import { expectReport, fixture } from '../golden.ts';
import { type GivenChange, planOf } from '../plans.ts';

describe('report', () => {
  it('shows what the stand-in provider cannot make, and no secret', async () => {
    const name = 'sensitive-unknown-moved-imported';
    const plan = parsePlan(await readFile(fixture(`${name}.json`), 'utf8'));
    const text = report(review(plan, ['aws_sqs_queue.failures', 'aws_sqs_queue.gone']), 'dev', 62_000);
    await expectReport(name, text);
    for (const secret of ['before-secret', 'after-secret', 'kept-secret', 'one secret', 'no secret']) {
      expect(text).not.to.include(secret);
    }
  });

  it('shows where two long values differ', () => {
    const long = 'x'.repeat(1000);
    const text = reportOf({ before: { name: `${long}before${long}` }, after: { name: `${long}after${long}` } });
    expect(text)
      .to.match(/^- name = …x{20}beforex+…$/m)
      .and.to.match(/^\+ name = …x{20}afterx+…$/m);
  });

  it('says of a tag once that it is changed', () => {
    const [before, after] = [
      { a: '1', b: '1' },
      { a: '2', b: '1' },
    ];
    const text = reportOf({ before: { tags: before, tags_all: before }, after: { tags: after, tags_all: after } });
    expect(text).to.include('+ tags.a = "2"').and.not.to.include('tags_all');
  });

  it('fits into a comment on GitHub, however much there is, and says what was left out', () => {
    const address = (index: number) => `aws_sqs_queue.failures["${index}${'x'.repeat(100)}"]`;
    const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, 'y'.repeat(1000)]));
    const changes = ['create', 'update', 'delete', 'forget'].flatMap((action) =>
      Array.from({ length: 100 }, (_, index) => ({ address: address(index), actions: [action], after: attributes })),
    );
    const text = reportOf(...changes);
    expect(text.length).to.be.within(50_000, 65_536);
    expect(text).to.match(/\*\*Truncated:\*\* \d+ more/);
    expect(text.match(/<details>/g)).to.have.lengthOf(text.match(/<\/details>/g)?.length ?? 0);
    expect(text.match(/^```/gm)?.length).to.satisfy((count: number) => count % 2 === 0);
  });

  it('has room for what is changed, however much is dangerous', () => {
    const queues = Array.from({ length: 1000 }, (_, index) => ({
      address: `aws_sqs_queue.failures["${index}${'x'.repeat(100)}"]`,
      actions: ['delete'],
      before: { name: 'failures' },
    }));
    const [, contents = ''] = reportOf(...queues).split('<summary>1000 destroyed</summary>');
    expect(contents.match(/failures\["\d+x+"\]/g)).to.have.length.above(200);
  });

  it('has the same structure whatever stands in the plan', () => {
    const harmless = structureOf(reportOf(...hostile('harmless')));
    const check = (text: string): void => {
      expect(structureOf(reportOf(...hostile(text)))).to.equal(harmless);
    };
    for (const text of ['constructor', '__proto__', '`', '```', '\n```\n</details>\n# Fine', '--> <b>', ' a ', '']) {
      check(text);
    }
    assert(property(string({ unit: 'binary', maxLength: 30 }), check));
    assert(property(string({ unit: markup, maxLength: 30 }), check));
  });
});

const reportOf = (...changes: GivenChange[]) => report(review(planOf(...changes), []), undefined, 62_000);

/** A plan in which a text stands wherever somebody else than we chooses what stands there. */
function hostile(text: string): GivenChange[] {
  const named = (name: string) => `aws_sqs_queue.${name}["${text}"]`;
  const Statement = {
    Sid: text,
    Effect: 'Allow',
    Action: `s3:${text}`,
    Resource: `*${text}`,
    Principal: { AWS: `a${text}` },
  };
  const tags = { [`k${text}`]: text, [text]: `v${text}`, fixed: 'a' };
  return [
    { address: named('a'), actions: ['delete'], before: { name: text } },
    {
      address: named('b'),
      actions: ['delete', 'create'],
      before: { tags },
      after: {},
      replace_paths: [['tags', text]],
    },
    { address: named('c'), before: { tags: { fixed: 'b' } }, after: { tags, policy: JSON.stringify({ Statement }) } },
    { address: named('d'), actions: ['create'], after: { name: 'd', tags }, after_unknown: { [`u${text}`]: true } },
  ];
}

/** What begins and ends anything in Markdown or HTML. */
const markup = constantFrom(
  ...[
    '`',
    '```',
    '~~~',
    '\n',
    '\r',
    '\u2028',
    '<',
    '>',
    '</details>',
    '<!--',
    '-->',
    '#',
    '- ',
    '|',
    '\\',
    '*',
    ' ',
    'a',
  ],
);

/** A report without the content of its code blocks and code spans: https://spec.commonmark.org/0.31.2/ */
function structureOf(report: string): string {
  return report
    .replace(/^(`{3,})diff\n(?:.*\n)*?\1`*$/gm, 'block')
    .replace(/(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)/g, 'span');
}
