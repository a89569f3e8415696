import { expect } from 'chai';
import * as z from 'zod';
import { synthesized } from '../synthesized.ts';

const Body = z.object({
  widgets: z.array(z.looseObject({ x: z.int(), y: z.int(), properties: z.looseObject({ title: z.string() }) })),
});

describe('Dashboard', () => {
  let widgets: z.output<typeof Body>['widgets'];
  before(async () => {
    const { resourceAt } = await synthesized({ region: 'us-east-1' });
    const body = String(resourceAt('aws_cloudwatch_dashboard.pipeline')['dashboard_body']);
    // The argument of Terraform's jsonencode differs from JSON only in its equals signs.
    const [, given = ''] = /^\$\{jsonencode\((.*)\)\}$/.exec(body) ?? [];
    ({ widgets } = Body.parse(JSON.parse(given.replaceAll(/"(\w+)" = /g, '"$1":'))));
  });

  it('shows outcomes, failures, load and times for each five minutes', () => {
    const ofFunction = (name: string, stat = 'Sum') => [
      'AWS/Lambda',
      name,
      'FunctionName',
      'thumbnails-test-thumbnail',
      { stat },
    ];
    const outcomes = (result: string) => ['thumbnails-test-thumbnail', 'Outcomes', 'Result', result, { stat: 'Sum' }];
    const queue = ['QueueName', 'thumbnails-test-thumbnail-dead-letter', { stat: 'Maximum' }];
    const graphs = {
      Outcomes: ['created', 'removed', 'skipped', 'rejected', 'failed'].map(outcomes),
      Failures: [
        ofFunction('Errors'),
        ofFunction('Throttles'),
        ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', ...queue],
        ofFunction('AsyncEventsDropped'),
        ofFunction('DestinationDeliveryFailures'),
      ],
      Invocations: [ofFunction('Invocations'), ofFunction('ConcurrentExecutions', 'Maximum')],
      Milliseconds: [ofFunction('Duration', 'Maximum'), ofFunction('AsyncEventAge', 'Maximum')],
    };
    expect(widgets.filter(({ type }) => type === 'metric').map(({ properties }) => properties)).to.deep.equal(
      Object.entries(graphs).map(([title, metrics]) => ({ region: 'us-east-1', title, period: 300, metrics })),
    );
  });

  it('lists the objects without a thumbnail, the latest first', () => {
    expect(widgets.filter(({ type }) => type === 'log').map(({ properties }) => properties)).to.deep.equal([
      {
        region: 'us-east-1',
        title: 'Rejected and failed',
        view: 'table',
        query:
          "SOURCE '/aws/lambda/thumbnails-test-thumbnail' | fields @timestamp, key, result, code, reason" +
          " | filter message = 'outcome' and result in ['rejected', 'failed'] | sort @timestamp desc | limit 20",
      },
    ]);
  });

  it('places its widgets without overlap', () => {
    expect(widgets.map(({ x, y, width, height }) => [x, y, width, height])).to.deep.equal([
      [0, 0, 12, 6],
      [12, 0, 12, 6],
      [0, 6, 12, 6],
      [12, 6, 12, 6],
      [0, 12, 12, 6],
    ]);
  });
});
