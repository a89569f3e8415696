import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { exampleConfiguration } from '../../../../scripts/build/configuration-file.ts';
import { prepareStack } from '../../../../scripts/build/prepare-stack.ts';
import { estimate, monitoring, sum, type Workload } from '../../../../scripts/operations/estimate/estimate.ts';
import { prices } from '../../../../scripts/operations/estimate/prices.ts';

const workload: Workload = {
  imagesPerMonth: 1_000_000,
  variants: 1,
  thumbnailKilobytes: 6,
  memoryMegabytes: 1769,
  cpuMs: 60,
  waitMs: 40,
  peak: 10,
  viewsPerImage: 0,
  results: false,
  outcomeEvents: false,
  thumbnailEvents: false,
  kms: false,
  hidesKeys: false,
};

/** The US dollars of each part of a workload, by what it is for. */
function dollars(changes: Partial<Workload> = {}, region: keyof typeof prices = 'us-east-1'): Record<string, number> {
  const { parts } = estimate({ ...workload, ...changes }, prices[region]);
  return Object.fromEntries(
    parts.map(({ service, what, dollars }) => [`${service} ${what}`, Number(dollars.toFixed(4))]),
  );
}

describe('estimate', () => {
  it('charges a million images at the published prices', () => {
    // 1e6 × 0.1 s × 1.7275 GB × $0.0000133334
    expect(dollars()).to.deep.equal({
      'Lambda compute': 2.3034,
      'Lambda requests': 0.2,
      'S3 PUT of thumbnails': 5,
      'S3 GET and HEAD of originals': 0.8,
      "S3 a month's thumbnails, stored for a month": 0.138,
      'CloudWatch logs': 0.75,
      'CloudWatch alarms, metrics and dashboard': 5.2,
    });
  });

  it('has the fixed part as well when there are hardly any images', () => {
    const { parts } = estimate({ ...workload, imagesPerMonth: 1 }, prices['us-east-1']);

    expect(sum(parts)).to.be.closeTo(5.2, 0.001);
    expect(parts.filter(({ isFixed }) => isFixed).map(({ what }) => what)).to.deep.equal([
      'alarms, metrics and dashboard',
    ]);
  });

  it('multiplies what each variant costs', () => {
    const of = dollars({ variants: 3 });

    expect([of['S3 PUT of thumbnails'], of['S3 GET and HEAD of originals']]).to.deep.equal([15, 0.8]);
    expect(of["S3 a month's thumbnails, stored for a month"]).to.equal(0.414);
  });

  it('makes an invocation longer with less of a CPU, but not shorter with more than one', () => {
    const timeWith = (memoryMegabytes: number) =>
      estimate({ ...workload, memoryMegabytes }, prices['us-east-1']).invocationMs;

    expect([timeWith(3538), timeWith(1769), timeWith(884.5)]).to.deep.equal([100, 100, 160]);
  });

  it('pays less for waiting with less memory, and as much for computing', () => {
    const costWith = (changes: Partial<Workload>) => dollars(changes)['Lambda compute'];

    expect(costWith({ memoryMegabytes: 884.5, waitMs: 0 })).to.equal(costWith({ waitMs: 0 }));
    expect(costWith({ memoryMegabytes: 884.5, cpuMs: 0 })).to.be.closeTo((costWith({ cpuMs: 0 }) ?? 0) / 2, 0.001);
  });

  it('adds each option as parts of its own, and nothing else', () => {
    const names = (changes: Partial<Workload>) => {
      const { parts } = estimate({ ...workload, ...changes }, prices['us-east-1']);
      return parts.flatMap(({ option, what, dollars }) => (option ? [`${option}: ${what} ${dollars.toFixed(2)}`] : []));
    };

    expect(names({})).to.deep.equal([]);
    expect(names({ results: true })).to.deep.equal(['results: PUT of results 5.00']);
    expect(names({ outcomeEvents: true })).to.deep.equal(['outcomeEvents: events of outcomes 1.00']);
    expect(names({ thumbnailEvents: true, variants: 2 })).to.deep.equal([
      'thumbnailEvents: events of written objects 2.00',
    ]);
    expect(names({ kms: true })).to.deep.equal(['encryption: the key 1.00', 'encryption: requests 0.06']);
    expect(names({ hidesKeys: true })).to.deep.equal(['logKeys: the key of the log 1.00']);
    expect(names({ viewsPerImage: 10 })).to.deep.equal([
      'delivery: requests 10.00',
      'delivery: data 5.10',
      'delivery: GET by CloudFront, at worst 4.00',
    ]);
  });

  it('lets an option make another one dearer: a result is an object that is written and encrypted, too', () => {
    const both = dollars({ results: true, thumbnailEvents: true, kms: true });

    expect([both['EventBridge events of written objects'], both['KMS requests']]).to.deep.equal([2, 0.09]);
  });

  it('has the prices of the region', () => {
    expect(dollars({}, 'eu-west-1')['CloudWatch logs']).to.equal(0.855);
  });

  it('counts the monitoring of an environment as it is synthesized', async () => {
    const file = path.join(await prepareStack(exampleConfiguration), 'cdk.tf.json');
    const Resources = z.object({ resource: z.record(z.string(), z.record(z.string(), z.unknown())) });
    const { resource } = Resources.parse(JSON.parse(await readFile(file, 'utf8')));
    const count = (type: string) => Object.keys(resource[type] ?? {}).length;

    expect({
      metricAlarms: count('aws_cloudwatch_metric_alarm'),
      compositeAlarms: count('aws_cloudwatch_composite_alarm'),
      metrics: count('aws_cloudwatch_log_metric_filter'),
      dashboards: count('aws_cloudwatch_dashboard'),
    }).to.deep.equal(monitoring);
  });
});
