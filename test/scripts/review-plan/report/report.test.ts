import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { assert, constantFrom, property, string } from 'fast-check';
import { parsePlan } from '../../../../scripts/review-plan/plan.ts';
import { report } from '../../../../scripts/review-plan/report/report.ts';
import { review } from '../../../../scripts/review-plan/review.ts';
import { anyText } from '../../../support/any-text.ts';
import { expectReport, fixture } from '../golden.ts';
import { type GivenChange, type GivenPlan, rawPlan } from '../plans.ts';

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

  it('names the outputs of a plan that changes nothing else, and hides the secret ones', () => {
    const text = reportWith([], {
      output_changes: {
        url: { actions: ['update'], before: 'https://a', after: 'https://b' },
        key: {
          actions: ['update'],
          before: 'one secret',
          after: 'no secret',
          before_sensitive: true,
          after_sensitive: true,
        },
        arn: { actions: ['create'], before: null, after_unknown: true },
        old: { actions: ['no-op'], before: 'c', after: 'c' },
      },
    });
    expect(text).to.include('### Plan: no resource is changed, only outputs: `url`, `key`, `arn`\n');
    expect(text).to.include('- url = "https://a"\n+ url = "https://b"\n');
    expect(text).to.include('- key = (sensitive)\n+ key = (sensitive)\n').and.to.include('+ arn = (known after apply)');
    expect(text).not.to.match(/secret|\bold\b/);
  });

  it('shows outputs last when resources change too', () => {
    const text = reportWith([{ before: { name: 'a' }, after: { name: 'b' } }], {
      output_changes: { url: { actions: ['create'], before: null, after: 'https://b' } },
    });
    expect(text).to.match(
      /^<!-- review-plan -->\n### Plan: 1 changed\n[\s\S]*<summary>1 output<\/summary>[\s\S]*<\/details>\n$/,
    );
  });

  it('names the actions that Terraform would invoke, without their configuration', () => {
    const trigger = { triggering_resource_address: 'aws_sqs_queue.a', action_trigger_event: 'AfterUpdate' };
    const text = reportWith([], {
      action_invocations: [
        {
          address: 'action.aws_lambda_invoke.a',
          lifecycle_action_trigger: trigger,
          config_values: { payload: 'a secret' },
        },
        { address: 'action.aws_sns_publish.b', invoke_action_trigger: {} },
      ],
    });
    expect(text).to.equal(`<!-- review-plan -->
### Plan: 2 actions invoked

#### 2 actions invoked

- \`action.aws_lambda_invoke.a\`, at \`AfterUpdate\` of \`aws_sqs_queue.a\`
- \`action.aws_sns_publish.b\`
`);
  });

  it('tells a deposed object from the resource that is in use', () => {
    const text = reportOf(
      { address: 'aws_s3_bucket.a', actions: ['no-op'], before: { id: 'a' }, after: { id: 'a' } },
      { address: 'aws_s3_bucket.a', actions: ['delete'], before: { id: 'old' }, deposed: '0123abcd' },
    );
    expect(text).to.include('**`aws_s3_bucket.a (deposed object 0123abcd)`**').and.not.to.include('`aws_s3_bucket.a`');
  });

  it('does not call a resource destroyed that is left, unmanaged', () => {
    for (const actions of [
      ['create', 'forget'],
      ['forget', 'create'],
    ]) {
      const text = reportOf({ address: 'aws_iam_role.a', actions, before: { name: 'a' }, after: { name: 'b' } });
      expect(text)
        .to.include('### Plan: 1 recreated, with the old ones left unmanaged')
        .and.not.to.include('destroyed');
    }
  });

  it('fits into a comment on GitHub, however much there is, and says what was left out', () => {
    const address = (index: number) => `aws_sqs_queue.failures["${index}${'x'.repeat(100)}"]`;
    const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, 'y'.repeat(1000)]));
    const changes = ['create', 'update', 'delete', 'forget'].flatMap((action) =>
      Array.from({ length: 25 }, (_, index) => ({ address: address(index), actions: [action], after: attributes })),
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
    assert(property(anyText({ maxLength: 30 }), check));
    assert(property(string({ unit: markup, maxLength: 30 }), check));
  });
});

const reportOf = (...changes: GivenChange[]) => reportWith(changes, {});

function reportWith(changes: GivenChange[], more: GivenPlan): string {
  return report(review(parsePlan(JSON.stringify(rawPlan(changes, more))), []), undefined, 62_000);
}

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

/** Every text that begins or ends something in Markdown or HTML. */
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
