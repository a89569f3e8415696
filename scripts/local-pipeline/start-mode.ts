import { UsageError } from '../cli/usage-error.ts';

/** The options of `npm start`. */
export interface StartOptions {
  port: number | undefined;
  reset: boolean;
  once: boolean;
  out: string | undefined;
  json: boolean;
  inspect: number | undefined;
}

export type StartMode =
  | { mode: 'serve'; port: number; reset: boolean; json: boolean; inspect: number | undefined }
  | { mode: 'once'; out: string; json: boolean; paths: string[] };

/**
 * Returns what the options of `npm start` ask for.
 * @throws {UsageError} when they contradict each other, or something is missing
 */
export function startMode({ port, reset, once, out, json, inspect }: StartOptions, paths: string[]): StartMode {
  if (!once) {
    if (paths[0] !== undefined) throw new UsageError(`To process ${paths[0]}, add --once --out DIR.`);
    if (out !== undefined) throw new UsageError('--out is for --once, which is not given.');
    return { mode: 'serve', port: port ?? 4580, reset, json, inspect };
  }
  if (reset) throw new UsageError('--reset is not for --once, which keeps nothing.');
  if (inspect !== undefined) throw new UsageError('--inspect is not for --once, which ends by itself.');
  if (port !== undefined) throw new UsageError('--port is not for --once, which takes any free port.');
  if (!out) throw new UsageError('--once needs --out DIR, the directory for thumbnails.');
  if (paths.length === 0) throw new UsageError('--once needs at least one file or directory.');
  return { mode: 'once', out, json, paths };
}
