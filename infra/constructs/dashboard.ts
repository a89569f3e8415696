import { type Metric, metricsOf } from '../metrics.ts';
import type { Names } from '../names.ts';
import { CloudwatchDashboard, Construct, Fn } from '../terraform.ts';

export interface DashboardProps {
  names: Names;
  region: string;
}

/** A dashboard of the pipeline: outcomes of uploads, time and concurrency, and failures. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { names, region }: DashboardProps) {
    super(scope, id);
    const metrics = metricsOf(names);
    const { outcomes, errors, throttles, deadLetters, eventsDropped, deliveryFailures } = metrics;
    const widgets = [
      graph('Outcomes', [
        outcomes('created'),
        outcomes('removed'),
        outcomes('skipped'),
        outcomes('rejected'),
        outcomes('failed'),
      ]),
      graph('Failures', [errors, throttles, deadLetters, eventsDropped, deliveryFailures]),
      graph('Invocations', [metrics.invocations, metrics.concurrency]),
      graph('Milliseconds', [metrics.duration, metrics.eventAge]),
      rejectionsAndFailures(names.logGroup),
    ];
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: names.dashboard,
      dashboardBody: Fn.jsonencode({
        widgets: widgets.map(({ type, properties }, index) => ({
          type,
          ...position(index),
          properties: { region, ...properties },
        })),
      }),
    });
  }
}

/** Returns the position of a widget: two to a row, on the 24 columns of a dashboard. */
function position(index: number) {
  return { x: (index % 2) * 12, y: Math.floor(index / 2) * 6, width: 12, height: 6 };
}

function graph(title: string, metrics: readonly Metric[]) {
  return {
    type: 'metric',
    properties: {
      title,
      period: 300,
      metrics: metrics.map(({ namespace, name, dimensions, statistic }) => [
        namespace,
        name,
        ...Object.entries(dimensions).flat(),
        { stat: statistic },
      ]),
    },
  };
}

function rejectionsAndFailures(logGroup: string) {
  const query = [
    `SOURCE '${logGroup}'`,
    'fields @timestamp, key, result, code, reason',
    "filter message = 'outcome' and result in ['rejected', 'failed']",
    'sort @timestamp desc',
    'limit 20',
  ];
  return { type: 'log', properties: { title: 'Rejected and failed', view: 'table', query: query.join(' | ') } };
}
