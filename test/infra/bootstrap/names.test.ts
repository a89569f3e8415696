import { expect } from 'chai';
import { stateKey } from '../../../infra/bootstrap/names.ts';
import { environment, synthesized } from '../synthesized.ts';

describe('stateKey', () => {
  it('is where the stack of an environment keeps its state', async () => {
    const { terraform } = await synthesized({ remoteState: { bucket: 'states', region: 'eu-west-1' } });
    expect(terraform.backend).to.have.nested.property('s3.key', stateKey(environment));
  });
});
