/** The colours of one time of day. */
export interface Palette {
  skyAbove: string;
  skyBelow: string;
  sun: string;
  far: string;
  near: string;
  meadow: string;
}

export const morning: Palette = {
  skyAbove: '#7fb2e5',
  skyBelow: '#ffe3c4',
  sun: '#fff3b0',
  far: '#8aa4c8',
  near: '#5c7fa3',
  meadow: '#7fb069',
};

export const evening: Palette = {
  skyAbove: '#2d3a73',
  skyBelow: '#ff9a62',
  sun: '#ffd166',
  far: '#7a5c86',
  near: '#4b3b63',
  meadow: '#2f4858',
};

export const night: Palette = {
  skyAbove: '#0b1026',
  skyBelow: '#2b3a67',
  sun: '#f4f1de',
  far: '#28365f',
  near: '#1a2444',
  meadow: '#10192f',
};

export interface Landscape {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  palette: Palette;
  /** How many birds fly. The number distinguishes similar pictures. */
  birds?: number;
  /** The position of the sun, from 0 at the left to 1 at the right. */
  hour?: number;
}

/** Returns an SVG of mountains under a sun, which shows where up is. It has no text, because fonts differ between computers. */
export function landscape({ width, height, palette, birds = 0, hour = 0.7 }: Landscape): string {
  const { skyAbove, skyBelow, sun, far, near, meadow } = palette;
  const size = Math.min(width, height);
  const [sunX, sunY] = [width * hour, height * (0.15 + 0.5 * (2 * hour - 1) ** 2)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
  <title>Mountains under a sun</title>
  <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${skyAbove}"/><stop offset="0.75" stop-color="${skyBelow}"/></linearGradient>
  <radialGradient id="glow"><stop stop-color="${sun}" stop-opacity="0.7"/><stop offset="1" stop-color="${sun}" stop-opacity="0"/></radialGradient>
  <rect width="${width}" height="${height}" fill="url(#sky)"/>
  <circle cx="${sunX}" cy="${sunY}" r="${size * 0.28}" fill="url(#glow)"/>
  <circle cx="${sunX}" cy="${sunY}" r="${size * 0.09}" fill="${sun}"/>
  <g transform="scale(${width} ${height})">
    <path fill="${far}" d="M0 .66 .16 .48 .26 .57 .45 .34 .6 .53 .71 .45 1 .68V1H0Z"/>
    <path fill="#fff" fill-opacity=".75" d="M.45 .34 .405 .395 .43 .385 .45 .41 .475 .385 .496 .398Z"/>
    <path fill="${near}" d="M0 .8 .2 .64 .35 .74 .55 .58 .75 .75 .88 .66 1 .74V1H0Z"/>
    <path fill="${meadow}" d="M0 .82Q.3 .74 .55 .82T1 .8V1H0Z"/>
  </g>
  <g fill="none" stroke="${near}" stroke-width="${size / 110}" stroke-linecap="round">${Array.from({ length: birds }, bird).join('')}</g>
</svg>
`;

  function bird(_: unknown, index: number): string {
    const wing = size / 28;
    const x = width * 0.12 + (index % 4) * wing * 3;
    const y = height * 0.16 + Math.floor(index / 4) * wing * 2 + (index % 2) * wing;
    return `<path d="M${x - wing} ${y - wing / 2}q${wing * 0.7} ${-wing / 3} ${wing} ${wing / 2}q${wing * 0.3} ${-wing * 0.83} ${wing} ${-wing / 2}"/>`;
  }
}
