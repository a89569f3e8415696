import { expect } from 'chai';
import { warnOfShortName } from '../../../infra/bootstrap/warn-of-short-name.ts';
import { ReadableStack } from '../../../infra/readable-stack.ts';
import { App } from '../../../infra/terraform.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('warnOfShortName', () => {
  async function warningsOf(repository: string | undefined): Promise<string[]> {
    const stack = new ReadableStack(new App({ outdir: await temporaryDirectory() }), 'stack');
    warnOfShortName(stack, { repository });
    return stack.node.metadata.map(({ data }) => data);
  }

  it('says when a repository has no numbers in its name', async () => {
    const [warning, ...others] = await warningsOf('octo-org/photos');
    expect(warning).to.match(/^The repository "octo-org\/photos" has no numbers.* before 15 July 2026,.* step 2/);
    expect(others).to.deep.equal([]);
  });

  it('says nothing of a full name, or of another issuer than GitHub', async () => {
    expect(await warningsOf('octo-org@123456/photos@456789')).to.deep.equal([]);
    expect(await warningsOf(undefined)).to.deep.equal([]);
  });
});
