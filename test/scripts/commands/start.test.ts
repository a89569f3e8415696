import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { startOnce } from '../../support/start-process.ts';

describe('npm start', () => {
  it('prints its help on standard output when asked, and ends with 0', async () => {
    const { status, stdout, stderr } = await startOnce(['--help']).ended;

    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(/^Run the pipeline .*\n\nUsage:\n {2}npm start -- \[--port N\]/);
  });

  it('ends quietly when nobody reads its output', async () => {
    const { child } = startOnce(['--help']);
    let problem = '';
    child.stderr?.on('data', (data) => {
      problem += data;
    });
    child.stdout?.destroy();

    expect(await once(child, 'close')).to.deep.equal([141, null]);
    expect(problem).to.equal('');
  });

  it('says on standard error what is wrong with its arguments, and how it is used, and ends with 2', async () => {
    const { status, stdout, stderr } = await startOnce(['--once', '--out', 'thumbs', 'gone.jpg'], {
      INIT_CWD: process.cwd(),
    }).ended;

    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(
      stderr.startsWith(`No such file or directory: ${path.resolve('gone.jpg')}\n\nUsage:\n  npm start -- [--port N]`),
    ).to.equal(true);
  });

  it('takes paths from where npm was called', async () => {
    const { stderr } = await startOnce(['--once', '--out', 'thumbs', 'gone.jpg'], { INIT_CWD: '/somewhere' }).ended;

    expect(stderr).to.contain('No such file or directory: /somewhere/gone.jpg');
  });
});
