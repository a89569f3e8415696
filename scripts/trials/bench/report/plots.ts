import { median } from '../measure/statistics.ts';
import type { Measured } from './report.ts';

const width = 860;
const left = 230;
const barHeight = 9;
const colours = ['#2563eb', '#94a3b8', '#64748b', '#f59e0b', '#d97706', '#fbbf24', '#b45309'];
/** Bars for all contestants would hide the differences. */
const shown = ['function', 'sharp-s3', 'pillow-resize-own', 'pillow-thumbnail-own'];
/** Shows images of 2 and of 108 megapixels in one plot. */
const scale = (ms: number) => Math.log10(Math.max(1, ms)) / 4;

/** Returns an SVG: for each class, a bar for the median time of each contestant, on a logarithmic axis. */
export function timesPlot(classes: Measured['classes'], titles: Readonly<Record<string, string>>): string {
  const rows = classes.filter(({ cpus }) => cpus === 'one');
  const groupHeight = barHeight * shown.length + 10;
  const height = 60 + rows.length * groupHeight;
  const plotWidth = width - left - 60;
  const bars = rows.flatMap(({ title, samples }, row) => {
    const top = 40 + row * groupHeight;
    return [
      text(left - 8, top + groupHeight / 2, title, 'end'),
      ...shown.flatMap((name, index) => {
        const times = samples[name];
        if (!times) return [];
        const length = scale(median(times)) * plotWidth;
        const y = top + index * barHeight;
        return [
          `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight - 1}" fill="${colours[index]}"/>`,
          text(left + length + 4, y + barHeight - 2, `${median(times).toFixed(0)}`, 'start', 8),
        ];
      }),
    ];
  });
  const legend = shown.map((name, index) => {
    const x = 20 + index * 200;
    return `<rect x="${x}" y="8" width="10" height="10" fill="${colours[index]}"/>${text(x + 14, 17, plain(titles[name] ?? name), 'start')}`;
  });
  return svg(height, 'Median milliseconds of an invocation on one CPU, logarithmic', [...legend, ...bars]);
}

/** Returns an SVG: the memory of one process of the function over many images. */
export function memoryPlot({ bytes, images }: Measured['flatness']): string {
  const height = 240;
  const max = Math.max(...bytes) * 1.2;
  const plotWidth = width - left - 60;
  const points = bytes.map((value, index) => {
    const x = left + (index / Math.max(1, bytes.length - 1)) * plotWidth;
    return `${x.toFixed(1)},${(200 - (value / max) * 160).toFixed(1)}`;
  });
  const mebibytes = Math.round((bytes.at(-1) ?? 0) / 1024 ** 2);
  return svg(height, 'Memory of one process of the function', [
    `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[0]}" stroke-width="2"/>`,
    `<path d="M${left} 40V200H${left + plotWidth}" fill="none" stroke="#94a3b8"/>`,
    text(left - 8, 204, '0', 'end'),
    text(left - 8, Number(points.at(-1)?.split(',')[1] ?? 0) + 4, `${mebibytes} MiB`, 'end'),
    text(left + plotWidth, 220, `${images} images`, 'end'),
  ]);
}

function svg(height: number, title: string, content: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${content.join('\n')}
</svg>
`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'end', size = 11): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}">${content}</text>`;
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}
