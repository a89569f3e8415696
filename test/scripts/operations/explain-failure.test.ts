import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { explainFailure } from '../../../scripts/operations/explain-failure.ts';

const call = { what: 'The queue', env: 'prod', region: 'eu-west-1', endpointUrl: undefined };

describe('explainFailure', () => {
  it('says where a call failed, and what to do', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND sqs.eu-west-1.amazonaws.com'), { code: 'ENOTFOUND' });

    expect(explainFailure(error, call).message).to.match(/^The queue in eu-west-1: getaddrinfo .*\. If AWS is well, /);
  });

  it('returns an error of the file system as it is', async () => {
    const error = await readFile('/no such file').catch((reason) => reason);

    expect(error).to.include({ code: 'ENOENT' });
    expect(explainFailure(error, call)).to.equal(error);
  });
});
