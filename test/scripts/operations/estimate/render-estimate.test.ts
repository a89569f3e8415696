import { expect } from 'chai';
import { accountLimits } from '../../../../scripts/operations/estimate/account-limits.ts';
import type { CostPart } from '../../../../scripts/operations/estimate/estimate.ts';
import { renderEstimate } from '../../../../scripts/operations/estimate/render-estimate.ts';

const parts: CostPart[] = [
  { service: 'Lambda', what: 'compute', dollars: 4, isFixed: false, option: undefined },
  { service: 'S3', what: 'PUT of results', dollars: 10, isFixed: false, option: 'results' },
];

function lines({ lambdaPerMillion = 2, reserved = 10 } = {}): string[] {
  const workload = { imagesPerMonth: 2_000_000, peak: 10, variants: 1, results: true };
  const text = renderEstimate(
    { parts, invocationMs: 100, lambdaPerMillion },
    { imagesPerMonth: 2_000_000, region: 'us-east-1', peakRate: 7.7, limits: accountLimits(workload, 2000, reserved) },
  );
  return text.split('\n').map((line) => line.trim());
}

describe('renderEstimate', () => {
  it('shows what an option adds, the total, and the cost of a million images', () => {
    expect(lines()).to.include.members([
      '$4.00  Lambda: compute',
      '$10.00  The option results adds',
      '$14.00  Total',
      '$7.00  For each million images',
    ]);
  });

  it('says whether the goal for Lambda is met', () => {
    const goal = (lambdaPerMillion: number) => lines({ lambdaPerMillion }).find((line) => line.startsWith('The goal'));

    expect(goal(2.18)).to.match(/, is met\.$/);
    expect(goal(2.19)).to.match(/, is not met\.$/);
  });

  it('marks a limit that is too low, with what helps', () => {
    const tooLow = (reserved: number) => lines({ reserved }).filter((line) => line.startsWith('TOO LOW'));

    expect(tooLow(10)).to.deep.equal(['TOO LOW: set a higher one (docs/settings.md)']);
    expect(tooLow(16)).to.deep.equal([]);
  });
});
