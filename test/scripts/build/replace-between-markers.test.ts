import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { replaceBetweenMarkers } from '../../../scripts/build/replace-between-markers.ts';
import { root } from '../../../scripts/cli/project-root.ts';

describe('replaceBetweenMarkers', () => {
  it('replaces what is between the markers, and nothing else', () => {
    const document = 'before\n<!-- x:start -->\nold\n<!-- x:end -->\nafter';

    const replaced = replaceBetweenMarkers(document, 'x', 'new');

    expect(replaced).to.equal('before\n<!-- x:start -->\n\nnew\n\n<!-- x:end -->\nafter');
    expect(replaceBetweenMarkers(replaced, 'x', 'new')).to.equal(replaced);
  });

  it('refuses a document without the markers', () => {
    expect(() => replaceBetweenMarkers('no markers', 'x', 'new')).to.throw('<!-- x:start -->');
  });

  it('finds the place of the claims in the README', async () => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');

    expect(() => replaceBetweenMarkers(readme, 'benchmark', 'claims')).not.to.throw();
  });
});
