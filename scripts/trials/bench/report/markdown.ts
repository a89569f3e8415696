import { median, quantile } from '../measure/statistics.ts';
import type { Claim } from './claim.ts';
import type { Measured, Report } from './report.ts';

const megabyte = 1_000_000;
const mebibyte = 1024 ** 2;

/** Returns a table in Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Returns the goals as a table. */
export function claimsTable(claims: readonly Claim[]): string {
  const word = ({ isMet }: Claim) => (isMet === undefined ? 'not measured' : isMet ? 'met' : '**not met**');
  return table(
    ['claim', 'goal', 'measured', 'result'],
    claims.map((claim) => [claim.claim, claim.goal, claim.measured, word(claim)]),
  );
}

/** Returns the times of classes: the median, and the half of all times around it. */
export function classesTable(classes: Measured['classes'], titles: Readonly<Record<string, string>>): string {
  const names = Object.keys(titles).filter((name) => classes.some(({ samples }) => name in samples));
  return table(
    ['image', 'MB', ...names.map((name) => titles[name] ?? name)],
    classes.map(({ title, bytes, samples }) => [
      title,
      (bytes / megabyte).toFixed(1),
      ...names.map((name) => timeText(samples[name])),
    ]),
  );
}

/** Returns what a report says, as a document. */
export function reportMarkdown(report: Report, claims: readonly Claim[]): string {
  const { measured, contestants } = report;
  const onCpus = (cpus: 'one' | 'all') => measured.classes.filter((it) => it.cpus === cpus);
  return `# Benchmark

This page is written by \`npm run bench\`, from [benchmark.json](benchmark.json). [Performance](../performance.md) says how it
measures, and what follows.

${conditions(report)}

![Times of the contestants](benchmark.svg)

## Claims

${claimsTable(claims)}

## Time of an invocation on one CPU

Milliseconds: the median, and in brackets the quartiles. With S3 are the function, \`sharp and the AWS SDK\` and Pillow: get the
object, make the thumbnail, put it. The programs' times include their start.

${classesTable(onCpus('one'), contestants)}
${onCpus('all').length === 0 ? '' : `\n## Time of an invocation on all CPUs\n\n${classesTable(onCpus('all'), contestants)}\n`}
## Peak memory

MiB, of all processes of the function together, in three invocations of a new environment.

${memoryTable(measured.memory)}

![Memory over many images](memory.svg)

## The rest

${restTable(measured)}
`;
}

function conditions({ measuredAt, isQuick, machine, missing }: Report): string {
  const { cpu, cores, node, sharp, pillow, loadBefore } = machine;
  const versions = [`Node.js ${node}`, `sharp ${sharp}`, ...(pillow === undefined ? [] : [`Pillow ${pillow}`])];
  const load =
    loadBefore > 0.5
      ? ` **The machine was busy with other work** (${loadBefore.toFixed(1)} waiting processes for each core when it began): compare ratios, not times.`
      : '';
  const absent = missing.map(({ title, install }) => `- Not compared: ${title}. To install it: \`${install}\``);
  return [
    `${isQuick ? 'Quick' : 'Full'} run of ${measuredAt.slice(0, 10)}: ${cores} cores of ${cpu}, ${versions.join(', ')}.${load}`,
    ...(absent.length > 0 ? ['', ...absent] : []),
  ].join('\n');
}

function memoryTable(memory: Measured['memory']): string {
  const text = (bytes: number | undefined) => (bytes === undefined ? '' : String(Math.ceil(bytes / mebibyte)));
  return table(
    ['image', 'MB', 'the function', 'Pillow `thumbnail`'],
    memory.map(({ title, bytes, functionBytes, pillowBytes }) => [
      title,
      (bytes / megabyte).toFixed(1),
      text(functionBytes),
      text(pillowBytes),
    ]),
  );
}

function restTable({ coldStart, throughput, result, once, packageBytes }: Measured): string {
  return table(
    ['what', 'measured'],
    [
      ['cold start of the function, ms', timeText(coldStart.functionMs)],
      ['start of a process that imports sharp, ms', timeText(coldStart.sharpMs)],
      ...throughput.map(({ environments, imagesPerSecond }) => [
        `photos of 12 MP a second, ${environments} environment${environments === 1 ? '' : 's'}`,
        median(imagesPerSecond).toFixed(1),
      ]),
      ['an invocation without a result, ms', timeText(result.offMs)],
      ['an invocation with a result, ms', timeText(result.onMs)],
      [`\`--once\` over ${once.photos} photos, ms`, timeText(once.pipelineMs)],
      [`sharp alone over ${once.photos} photos, ms`, timeText(once.sharpMs)],
      ['the zip that is deployed, MB', (packageBytes / megabyte).toFixed(1)],
    ],
  );
}

function timeText(times: readonly number[] | undefined): string {
  if (times === undefined || times.length === 0) return '';
  const text = (ms: number) => ms.toFixed(ms < 10 ? 1 : 0);
  return `${text(median(times))} (${text(quantile(times, 0.25))}–${text(quantile(times, 0.75))})`;
}
