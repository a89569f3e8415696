import { expect } from 'chai';
import { runProbe } from '../../../functions/probe/run-probe.ts';
import { inMemoryPorts } from './in-memory-ports.ts';

const keyTemplates = ['small/{key}.webp'];
const plan = { kind: 'upload', prefix: 'probe/', suffix: '.png', keyTemplates } as const;

describe('runProbe', () => {
  it('reports the seconds from the upload until the thumbnails are gone', async () => {
    const ports = inMemoryPorts(keyTemplates, { createMs: 250, removeMs: 250 });
    expect(await runProbe(plan, ports)).to.deep.equal({ result: 'passed', seconds: 0.5 });
  });

  it('reports the reason of a failure, and throws nothing', async () => {
    const ports = inMemoryPorts(keyTemplates);
    const upload = () => Promise.reject(new Error('s3:PutObject was denied'));
    const failed = { result: 'failed', seconds: 0, reason: 's3:PutObject was denied' };
    expect(await runProbe(plan, { ...ports, upload })).to.deep.equal(failed);
  });

  it('reads the configuration alone, and uploads nothing, if that is the plan', async () => {
    const ports = inMemoryPorts(keyTemplates, { notifications: { functions: [], eventBridge: true } });
    expect(await runProbe({ kind: 'eventbridge' }, ports)).to.include({ result: 'passed' });
    expect(ports.uploads).to.deep.equal([]);
  });
});
