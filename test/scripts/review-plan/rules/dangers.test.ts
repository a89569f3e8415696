import { expect } from 'chai';
import { parsePlan } from '../../../../scripts/review-plan/plan.ts';
import { resourceChanges } from '../../../../scripts/review-plan/resource-change.ts';
import { dangersOf } from '../../../../scripts/review-plan/rules/dangers.ts';
import { changed } from '../danger-cases.ts';
import { planJson } from '../plans.ts';

describe('dangersOf', () => {
  it('says the same of an address once, although two rules judge the attribute', () => {
    const known = { function_name: 'a', destination_config: [{ on_failure: [{ destination: 'arn:a' }] }] };
    const change = changed('aws_lambda_function_event_invoke_config.a', known, known, {
      after_unknown: { destination_config: [{ on_failure: [{ destination: true }] }] },
    });
    expect(dangersOf(resourceChanges(parsePlan(planJson(change))), new Set())).to.have.lengthOf(1);
  });
});
