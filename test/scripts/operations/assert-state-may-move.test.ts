import { expect } from 'chai';
import { SetupError } from '../../../infra/errors.ts';
import { assertStateMayMove } from '../../../scripts/operations/assert-state-may-move.ts';

describe('assertStateMayMove', () => {
  const state = (lineage: string, resources: unknown[] = [{ type: 'aws_s3_bucket' }]) =>
    JSON.stringify({ version: 4, lineage, resources });
  const moving = (stored: string | undefined, local: string | undefined) => () =>
    assertStateMayMove({ stored, local, place: 'states/bootstrap.tfstate' });

  it('refuses to overwrite resources of another lineage', () => {
    expect(moving(state('theirs'), state('ours'))).to.throw(
      SetupError,
      's3://states/bootstrap.tfstate already holds the state of another stack, with 1 resources; expected no object',
    );
  });

  it('refuses to overwrite what is not a state', () => {
    expect(moving('photo', state('ours'))).to.throw(SetupError, 'states/bootstrap.tfstate is not a state');
  });

  it('accepts an absent object, a state without resources, and one of the same lineage', () => {
    expect(moving(undefined, state('ours'))).not.to.throw();
    expect(moving(state('theirs', []), state('ours'))).not.to.throw();
    expect(moving(state('ours'), state('ours'))).not.to.throw();
    expect(moving(state('theirs'), undefined)).not.to.throw();
  });
});
