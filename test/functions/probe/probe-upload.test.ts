import { expect } from 'chai';
import { probeUpload } from '../../../functions/probe/probe-upload.ts';
import { expectError } from '../../support/expect-error.ts';
import { inMemoryPorts } from './in-memory-ports.ts';

const keyTemplates = ['small/{key}.webp', 'large/{key}.png'];
const maxSeconds = 60;
const plan = { kind: 'upload', prefix: 'photos/probe/', suffix: '.jpg', keyTemplates } as const;

describe('probeUpload', () => {
  it('waits for all thumbnails to come and to go, and leaves nothing', async () => {
    const ports = inMemoryPorts(keyTemplates, { createMs: 1000, removeMs: 3000 });
    await probeUpload(plan, ports, maxSeconds);
    expect(ports.now()).to.be.within(4000, 8000);
    expect(ports.images).to.have.property('size', 0);
    expect(ports.thumbnails).to.have.property('size', 0);
  });

  it('uploads another image each time, under a key of its own within the prefix and suffix', async () => {
    const ports = inMemoryPorts(keyTemplates, { createMs: 0, removeMs: 0 });
    await probeUpload(plan, ports, maxSeconds);
    await probeUpload(plan, ports, maxSeconds);
    const [one, other] = ports.uploads;
    expect(one?.key).to.match(/^photos\/probe\/[0-9a-f-]{36}\.jpg$/);
    expect(one?.key).not.to.equal(other?.key);
    expect(one?.image).not.to.deep.equal(other?.image);
  });

  it('names the thumbnail that does not come, and removes the image', async () => {
    const ports = inMemoryPorts(keyTemplates);
    const { message } = await expectError(Error, undefined, () => probeUpload(plan, ports, maxSeconds));
    expect(message).to.match(/^The thumbnail small\/photos\/probe\/[0-9a-f-]{36}\.jpg\.webp does not exist, /);
    expect(ports.now()).to.be.within(maxSeconds * 1000, maxSeconds * 1000 + 2000);
    expect(ports.uploads).to.have.length(1);
    expect(ports.images).to.have.property('size', 0);
  });

  it('notices a variant that is missing', async () => {
    const ports = inMemoryPorts(keyTemplates.slice(0, 1), { createMs: 0, removeMs: 0 });
    const { message } = await expectError(Error, undefined, () => probeUpload(plan, ports, maxSeconds));
    expect(message).to.match(/^The thumbnail large\/.*\.png does not exist/);
  });

  it('notices a thumbnail of another image', async () => {
    const ports = inMemoryPorts(keyTemplates, { removeMs: 0 });
    const { message } = await expectError(Error, undefined, () =>
      probeUpload(plan, { ...ports, sourceEtagOf: async () => 'another' }, maxSeconds),
    );
    expect(message).to.match(/has the source-etag another, expected it .* with the source-etag [0-9a-f]{32}\.$/);
  });

  it('notices a thumbnail that outlives its image', async () => {
    const ports = inMemoryPorts(keyTemplates, { createMs: 0 });
    const { message } = await expectError(Error, undefined, () => probeUpload(plan, ports, maxSeconds));
    expect(message).to.match(/^The thumbnail small\/.* still exists/);
    expect(ports.images).to.have.property('size', 0);
  });
});
