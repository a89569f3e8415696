import path from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { flag, repeatable, value } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { UsageError } from '../cli/usage-error.ts';
import { bench, type Part, parts } from '../trials/bench/bench.ts';
import { contestants } from '../trials/bench/contestants/contestants.ts';
import { claimsOf } from '../trials/bench/report/claims.ts';
import { machine } from '../trials/bench/report/machine.ts';
import { claimsTable, classesTable } from '../trials/bench/report/markdown.ts';
import { reportDirectory } from '../trials/bench/report/read-report.ts';
import { Report } from '../trials/bench/report/report.ts';
import { writeReport } from '../trials/bench/report/write-report.ts';

const titles = Object.fromEntries(contestants.map(({ name, title }) => [name, title]));

export const command = defineCommand({
  summary: 'Measure the built function beside Pillow, sharp alone and other programs, on this machine.',
  usage: ['npm run bench -- [--quick] [--part NAME]... [--class TEXT]'],
  description: `It draws images, gives them to all contestants in turn, and prints medians. A full run writes docs/benchmarks/ and the table
of README.md, a quick one dist/bench/quick/. With --part or --class it only prints. A program that is not installed is named.`,
  options: {
    quick: flag('fewer images and rounds: up to 3 minutes instead of 20'),
    part: repeatable('NAME', `measure only this; may be given several times: ${parts.join(', ')}`),
    class: value('TEXT', 'measure only images whose class has this in its name', z.string().default('')),
  },
  examples: {
    'npm run bench -- --quick': 'the usual images',
    'npm run bench -- --part classes --class progressive': 'the times of progressive JPEGs',
  },
  exitCodes: { 0: 'everything was measured, whether or not a goal is met', 1: 'something could not be measured' },
  async run({ quick, part, class: classText }, { signal }) {
    const chosen = new Set(part.length > 0 ? part.map(partOf) : parts);
    const started = performance.now();
    const facts = { measuredAt: new Date().toISOString(), isQuick: quick, machine: await machine() };
    const onProgress = (line: string) => void process.stderr.write(`${line}\n`);
    const { measured, missing } = await bench({ isQuick: quick, parts: chosen, classText, signal, onProgress });
    for (const { title, install } of missing) onProgress(`Not compared: ${title}. To install it: ${install}`);
    if (chosen.size < parts.length || classText !== '') {
      const { classes, ...rest } = measured;
      for (const cpus of ['one', 'all']) {
        const those = classes?.filter((it) => it.cpus === cpus) ?? [];
        if (those.length > 0)
          console.log(`\n${cpus === 'one' ? 'One CPU' : 'All CPUs'}\n\n${classesTable(those, titles)}`);
      }
      if (Object.keys(rest).length > 0) console.log(JSON.stringify(rest, undefined, 2));
      return 0;
    }
    const seconds = (performance.now() - started) / 1000;
    const report = Report.parse({ ...facts, seconds, contestants: titles, missing, measured });
    console.log(claimsTable(claimsOf(report)));
    const quickDirectory = path.join(root, 'dist', 'bench', 'quick');
    const readme = quick ? undefined : path.join(root, 'README.md');
    await writeReport(report, { directory: quick ? quickDirectory : reportDirectory, readme });
    return 0;
  },
});

function partOf(name: string): Part {
  const found = parts.find((part) => part === name);
  if (found === undefined)
    throw new UsageError(`--part is ${JSON.stringify(name)}, expected one of ${parts.join(', ')}.`);
  return found;
}
