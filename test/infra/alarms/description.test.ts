import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../../scripts/cli/project-root.ts';
import { everyOption, synthesized } from '../synthesized.ts';

describe('alarmDescription', () => {
  let descriptions: string[];
  before(async () => {
    // Each trigger has an alarm of its own.
    const stacks = [
      await synthesized(everyOption),
      await synthesized({ sourceBucket: { existing: 'photos' }, trigger: 'eventbridge' }),
    ];
    const alarms = stacks.flatMap(({ resource }) =>
      ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'].flatMap((type) =>
        Object.values(resource[type] ?? {}),
      ),
    );
    descriptions = alarms.map(({ alarm_description: description }) => String(description));
    expect(descriptions).not.to.be.empty;
  });

  it('says what users notice, what to run and where to read, within the maximum length', () => {
    for (const description of descriptions) {
      expect(description).to.match(/^[A-Z].*\. Run: (aws|npm) .*\. Runbook: docs\/runbook\.md#[a-z-]+$/);
      expect(description.length).to.be.at.most(1024);
    }
  });

  it('names a section of the runbook, which has no section without an alarm', () => {
    const runbook = readFileSync(path.join(root, 'docs', 'runbook.md'), 'utf8');
    // A section whose title is a sentence is about something else than an alarm.
    const sections = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, title]) => title);
    expect(new Set(sections)).to.deep.equal(new Set(descriptions.map((description) => description.split('#').at(-1))));
  });
});
