import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { Report } from '../../../../../scripts/trials/bench/report/report.ts';
import { writeReport } from '../../../../../scripts/trials/bench/report/write-report.ts';
import { temporaryDirectory } from '../../../../support/temporary-directory.ts';
import { classResult, exampleReport } from './example-report.ts';

/** Writes a report, and returns a reader of the written files. */
async function written(report: Report) {
  const directory = await temporaryDirectory();
  const readme = path.join(directory, 'README');
  await writeFile(readme, 'before <!-- benchmark:start --><!-- benchmark:end --> after');
  await writeReport(report, { directory: path.join(directory, 'benchmarks'), readme });
  return (name: string) => readFile(path.join(directory, name), 'utf8');
}

describe('writeReport', () => {
  it('writes JSON that can be read again', async () => {
    const read = await written(exampleReport);

    expect(Report.parse(JSON.parse(await read('benchmarks/benchmark.json')))).to.deep.equal(exampleReport);
  });

  it('writes plots that are XML', async () => {
    const read = await written(exampleReport);

    for (const plot of ['benchmark.svg', 'memory.svg']) {
      expect(XMLValidator.validate(await read(`benchmarks/${plot}`)), plot).to.equal(true);
    }
  });

  it('shows a goal that is not met in the README as well', async () => {
    const classes = [classResult('jpeg-12mp-420', { sharp: 0.5, 'sharp-s3': 0.9 })];
    const read = await written({ ...exampleReport, measured: { ...exampleReport.measured, classes } });

    for (const document of ['README', 'benchmarks/README.md']) {
      expect(await read(document)).to.contain('compared with sharp in memory | at most 1.25 | 2.00 | **not met** |');
    }
  });

  it('names what was not compared, and warns of a busy machine', async () => {
    const read = await written({
      ...exampleReport,
      missing: [{ title: '`gm`', install: 'apt-get install graphicsmagick' }],
      machine: { ...exampleReport.machine, loadBefore: 2.5 },
    });

    const document = await read('benchmarks/README.md');
    expect(document).to.contain('- Not compared: `gm`. To install it: `apt-get install graphicsmagick`');
    expect(document).to.contain('**The machine was busy with other work** (2.5 waiting processes for each core');
  });

  it('writes nothing when something was not measured', async () => {
    const measured = { ...exampleReport.measured, memory: [] };

    const failed = await written({ ...exampleReport, measured }).catch((error) => error);

    expect(failed).to.be.an('error').with.property('message').that.contains('memory');
  });
});
