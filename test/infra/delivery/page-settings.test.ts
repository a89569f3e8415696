import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { thumbnailUrl } from '../../../client/index.js';
import type { Pipeline } from '../../../client/types.d.ts';
import { keysOfSource } from '../../../functions/thumbnail/keys/keys-of-source.ts';
import { pageSettings } from '../../../infra/delivery/page-settings.ts';
import { Settings } from '../../../infra/settings.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { environment, everyOption, writeStack } from '../synthesized.ts';

describe('pageSettings', () => {
  const settings = Settings.parse({ ...environment, ...everyOption });

  it('has what the client needs to name each thumbnail as the function does', () => {
    const pipeline: Pipeline = { url: '', ...pageSettings(settings) };
    for (const { variant, key } of keysOfSource('a b.jpg', { ...settings, probePrefix: undefined }).thumbnails) {
      const url = thumbnailUrl(pipeline, 'a b.jpg', variant.name);
      expect(decodeURIComponent(url)).to.equal(`https://images.example.com/${key}`);
    }
  });

  it('leaves the URL to the deployment where no domain is given', () => {
    expect(pageSettings({ ...settings, delivery: {} })).not.to.have.property('url');
  });

  it('says the size of each variant, and whether there are results', () => {
    expect(pageSettings(settings)).to.deep.equal({
      url: 'https://images.example.com',
      variants: [
        {
          name: 'small',
          keyTemplate: '{dir}/thumbs/{name}.{ext}_100x50.avif',
          width: 100,
          height: 50,
          fit: 'inside',
          format: 'avif',
        },
        {
          name: 'large',
          keyTemplate: '{dir}/thumbs/{name}.{ext}_4096x4096.png',
          width: 4096,
          height: 4096,
          fit: 'cover',
          format: 'png',
        },
      ],
      results: true,
    });
  });

  for (const hcl of [false, true]) {
    it(`is written to thumbnails.json beside the stack's ${hcl ? 'HCL' : 'JSON'}`, async () => {
      const stack = await writeStack(await temporaryDirectory(), { settings: everyOption, hcl });
      const written = await readFile(join(stack, 'thumbnails.json'), 'utf8');
      expect(JSON.parse(written)).to.deep.equal(pageSettings(settings));
    });
  }
});
