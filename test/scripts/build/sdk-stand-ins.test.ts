import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calculateBodyLength as unbundled } from '@smithy/core/serde';
import { expect } from 'chai';
import { sdkStandIns } from '../../../scripts/build/sdk-stand-ins.ts';
import { bundleWith } from '../../support/bundle-with.ts';

describe('sdkStandIns', () => {
  it('takes the length of a body as the SDK does', async () => {
    const { exported } = await bundleWith<{ calculateBodyLength: typeof unbundled }>(
      sdkStandIns,
      "export { calculateBodyLength } from '@smithy/core/serde';",
    );
    const bodies = [undefined, '', 'é', Buffer.from('é'), new Uint16Array(3), new ArrayBuffer(5)];

    expect(bodies.map(exported.calculateBodyLength)).to.deep.equal(bodies.map(unbundled));
  });

  it('finds nothing in configuration files, even if there are some', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'sdk-stand-ins-'));
    try {
      const configFilepath = path.join(directory, 'config');
      await writeFile(configFilepath, '[default]\nuse_fips_endpoint = true\n');
      const { exported } = await bundleWith<{ found(init: { configFilepath: string }): Promise<unknown> }>(
        sdkStandIns,
        `
        import { loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS } from '@smithy/core/config';
        export const found = (init) => loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, init)();
      `,
      );

      expect(await exported.found({ configFilepath })).to.equal(false);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
