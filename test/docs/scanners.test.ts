import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { scanners, trivyVersion } from '../../scripts/scan/scanners.ts';
import { acceptedFindings } from './accepted-findings.ts';
import { findingsTable } from './findings-table.ts';

const read = (file: string) => readFile(path.join(root, file), 'utf8');

describe('docs/scanners.md', () => {
  it('has the accepted findings of the scanners’ own files, in their words', async () => {
    expect(await read('docs/scanners.md')).to.include(findingsTable(await acceptedFindings(root)));
  });
});

describe('scanners', () => {
  it('run in the workflow in the versions that npm run scan asks for', async () => {
    const workflow = (await read('.github/workflows/ci.yml')) + (await read('.github/actions/trivy/action.yml'));
    expect(workflow).to.include('npm run scan').and.to.include(`TRIVY: ${trivyVersion}`);
    for (const { install } of scanners) expect(workflow).to.include(install.split(' install ')[1]?.split('@')[0]);
  });

  it('are installed from a list in which each package has its version and hashes', async () => {
    const packages = (await read('.github/scanners/requirements.txt')).split(/\n(?=\S)/);
    expect(packages.length).to.be.above(2);
    for (const each of packages) expect(each).to.match(/^[a-z0-9._-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:/s);
  });
});
