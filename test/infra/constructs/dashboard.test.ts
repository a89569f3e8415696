import { expect } from 'chai';
import { synthesized } from '../synthesized.ts';

describe('Dashboard', () => {
  it('shows outcomes, trouble, load and times, and the objects that have no thumbnail', async () => {
    const body = String((await synthesized()).resourceAt('aws_cloudwatch_dashboard.pipeline')['dashboard_body']);
    expect([...body.matchAll(/"title" = "([^"]*)"/g)].map(([, title]) => title)).to.deep.equal([
      'Outcomes',
      'Trouble',
      'Invocations',
      'Milliseconds',
      'Rejected and failed',
    ]);
    for (const result of ['created', 'removed', 'skipped', 'rejected', 'failed']) {
      expect(body).to.include(`["thumbnails-test-thumbnail", "Outcomes", "Result", "${result}", {"stat" = "Sum"}]`);
    }
    expect(body).to.include(
      "SOURCE '/aws/lambda/thumbnails-test-thumbnail' | fields @timestamp, key, result, code, reason",
    );
  });

  it('places its parts beside and below each other, none over another', async () => {
    const body = String((await synthesized()).resourceAt('aws_cloudwatch_dashboard.pipeline')['dashboard_body']);
    const places = [...body.matchAll(/"x" = (\d+), "y" = (\d+), "width" = 12, "height" = 6/g)].map(([, x, y]) => [
      x,
      y,
    ]);
    expect(places).to.deep.equal([
      ['0', '0'],
      ['12', '0'],
      ['0', '6'],
      ['12', '6'],
      ['0', '12'],
    ]);
  });
});
