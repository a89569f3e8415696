import path from 'node:path';
import { expect } from 'chai';
import { usage } from '../../../scripts/local-pipeline/arguments.ts';
import { startOnce } from '../../support/start-process.ts';

describe('npm start', () => {
  it('prints its usage on standard output when asked, and ends with 0', async () => {
    const { status, stdout, stderr } = await startOnce(['--help']).ended;

    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: usage, stderr: '' });
  });

  it('says on standard error what is wrong with its arguments, and how they are meant, and ends with 2', async () => {
    const { status, stdout, stderr } = await startOnce(['--once', '--out', 'thumbs', 'gone.jpg'], {
      INIT_CWD: process.cwd(),
    }).ended;

    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(stderr).to.equal(`${path.resolve('gone.jpg')} is not there, expected a file or a folder.\n\n${usage}`);
  });

  it('takes paths from where npm was called', async () => {
    const { stderr } = await startOnce(['--once', '--out', 'thumbs', 'gone.jpg'], { INIT_CWD: '/somewhere' }).ended;

    expect(stderr).to.contain('/somewhere/gone.jpg is not there');
  });
});
