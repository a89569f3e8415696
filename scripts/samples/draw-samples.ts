import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { createDirectory } from '../cli/create-directory.ts';
import { evening, type Landscape, landscape, morning, night } from './landscape.ts';

const wide = { width: 960, height: 640 };
const upright = { width: 640, height: 960 };
const small = { width: 240, height: 160 };

/** Draws each sample picture, by the name of its file. */
const samples: Record<string, () => Promise<Uint8Array>> = {
  'animated.gif': animation,
  'landscape.avif': () =>
    draw({ ...wide, palette: evening })
      .avif({ quality: 60 })
      .toBuffer(),
  'landscape.svg': async () => Buffer.from(landscape({ ...wide, palette: morning })),
  'landscape.webp': () =>
    draw({ ...wide, palette: night })
      .webp({ quality: 80 })
      .toBuffer(),
  'orientation-1.jpg': () => photo({ ...wide, palette: morning }, 1),
  'orientation-3.jpg': () => photo({ ...wide, palette: evening }, 3),
  'orientation-6.jpg': () => photo({ ...upright, palette: morning }, 6),
  'orientation-8.jpg': () => photo({ ...upright, palette: evening }, 8),
  'progressive.jpg': () =>
    draw({ ...wide, palette: night, hour: 0.25 })
      .jpeg({ quality: 80, progressive: true })
      .toBuffer(),
  'transparent.png': () => sharp(Buffer.from(balloon)).png({ palette: true }).toBuffer(),
};

/** Draws all sample pictures into a directory. The same computer draws the same bytes each time. */
export async function drawSamples(into: string): Promise<void> {
  await createDirectory(into);
  for (const [name, make] of Object.entries(samples)) await writeFile(path.join(into, name), await make());
}

function draw(scene: Landscape): Sharp {
  return sharp(Buffer.from(landscape(scene)));
}

/**
 * Draws the scene as a camera that was turned stores it: the pixels lie as the sensor did, and EXIF says how to turn them
 * back. There are as many birds as the orientation's number. https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf
 */
async function photo(scene: Landscape, orientation: 1 | 3 | 6 | 8): Promise<Uint8Array> {
  const turnedBy = { 1: 0, 3: 180, 6: 270, 8: 90 }[orientation];
  const pixels = draw({ ...scene, birds: orientation }).rotate(turnedBy);
  return pixels.jpeg({ quality: 80 }).withMetadata({ orientation }).toBuffer();
}

/** Draws the sun as it moves over the mountains. */
async function animation(): Promise<Uint8Array> {
  const hours = [0.1, 0.26, 0.42, 0.58, 0.74, 0.9];
  const frames = hours.map((hour) =>
    draw({ ...small, palette: morning, hour })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif({ delay: hours.map(() => 400), colours: 64 })
    .toBuffer();
}

/** Has no background: whatever is behind the picture shows through. */
const balloon = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640" viewBox="0 0 480 640">
  <radialGradient id="light" cx=".35" cy=".3"><stop stop-color="#fff" stop-opacity=".5"/><stop offset=".8" stop-color="#fff" stop-opacity="0"/></radialGradient>
  <g fill="none" stroke="#8d6e63" stroke-width="4"><path d="M150 395 205 520M330 395 275 520M205 440V520M275 440V520"/></g>
  <path fill="#d64545" d="M240 40C110 40 50 130 50 220 50 320 150 380 200 440H280C330 380 430 320 430 220 430 130 370 40 240 40Z"/>
  <path fill="#f6c445" d="M240 40C175 40 150 130 150 220 150 320 195 380 215 440H265C285 380 330 320 330 220 330 130 305 40 240 40Z"/>
  <path fill="#3f7cac" d="M240 40C215 40 205 130 205 220 205 320 220 380 228 440H252C260 380 275 320 275 220 275 130 265 40 240 40Z"/>
  <path fill="url(#light)" d="M240 40C110 40 50 130 50 220 50 320 150 380 200 440H280C330 380 430 320 430 220 430 130 370 40 240 40Z"/>
  <rect x="198" y="515" width="84" height="70" rx="12" fill="#8d6e63"/><rect x="194" y="510" width="92" height="16" rx="8" fill="#6d4c41"/>
</svg>
`;
