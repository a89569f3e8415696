import type { AccountLimit } from './account-limits.ts';
import { type CostPart, type Estimate, sum } from './estimate.ts';
import { priceSources, pricesOf } from './prices.ts';

/**
 * Lambda's part for a million images of AWS's own image service, as its cost table has it: 10 million images served, of which one in
 * ten is transformed.
 * https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/lambda-architecture-costs.html
 */
const awsLambdaPerMillion = 10.93;
/** The goal is a fifth of it. */
export const lambdaGoalPerMillion = awsLambdaPerMillion / 5;

/**
 * Returns an estimate as text for people.
 * @param peakRate uploads a second at the busiest time
 */
export function renderEstimate(
  { parts, invocationMs, lambdaPerMillion }: Estimate,
  {
    imagesPerMonth,
    region,
    peakRate,
    limits,
  }: { imagesPerMonth: number; region: string; peakRate: number; limits: readonly AccountLimit[] },
): string {
  const required = parts.filter(({ option }) => option === undefined);
  const options = [...new Set(parts.flatMap(({ option }) => option ?? []))];
  const isMet = lambdaPerMillion <= lambdaGoalPerMillion;
  return [
    `${imagesPerMonth.toLocaleString('en-US')} images a month in ${region}, in US dollars a month`,
    '',
    ...required.map((part) => costLine(`${part.service}: ${part.what}`, part.dollars)),
    ...options.flatMap((option) => optionLines(option, parts)),
    costLine('Total', sum(parts)),
    costLine('For each million images', (sum(parts) / imagesPerMonth) * 1_000_000),
    '',
    `Lambda takes $${lambdaPerMillion.toFixed(2)} for a million images, at ${Math.round(invocationMs)} ms for each.`,
    `The goal, at most $${lambdaGoalPerMillion.toFixed(2)} (a fifth of AWS's own image service), is ${isMet ? 'met' : 'not met'}.`,
    '',
    `Limits, at ${format(peakRate)} uploads a second at the busiest time:`,
    ...limits.map(limitLine),
    '',
    `Prices of ${pricesOf}, without what is free and without discounts for large amounts:`,
    ...Object.entries(priceSources).map(([service, url]) => `  ${service}: ${url}`),
    'Not included: storing the originals, uploading them, and taxes.',
  ].join('\n');
}

function optionLines(option: string, parts: readonly CostPart[]): string[] {
  const those = parts.filter((part) => part.option === option);
  return [
    costLine(`The option ${option} adds`, sum(those)),
    ...those.map((part) => costLine(`  ${part.service}: ${part.what}`, part.dollars)),
  ];
}

function costLine(what: string, dollars: number): string {
  return `${`$${dollars.toFixed(2)}`.padStart(12)}  ${what}`;
}

function limitLine({ name, needed, limit, unit, source, remedy }: AccountLimit): string {
  const binds = needed > limit;
  const line = `  ${format(needed)} of ${limit.toLocaleString('en-US')} ${unit}: ${name}`;
  return binds ? `${line}\n    TOO LOW: ${remedy} (${source})` : line;
}

function format(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 2 });
}
