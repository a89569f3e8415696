import { expect } from 'chai';
import { command } from '../../../scripts/commands/bootstrap.ts';
import { runCaptured } from '../../support/run-captured.ts';

describe('npm run bootstrap', () => {
  it('names the stacks that exist when it is given another', async () => {
    const { code, errors } = await runCaptured(command, ['bootstrap-mian']);
    expect(code).to.equal(2);
    expect(errors).to.include('There is no stack "bootstrap-mian"; expected one of bootstrap-main');
  });
});
