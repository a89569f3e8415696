import { Rejection } from './errors.ts';
import { maxKeyBytes } from './keys/keys-of-source.ts';

interface Source {
  /** Bytes. */
  size: number;
  /** The keys that would be written for it. */
  keys: readonly string[];
}

/** Returns why an object can never become a thumbnail, as far as that is known without its body; undefined when it may. */
export function sourceProblem({ size, keys }: Source, maxSourceBytes: number): Rejection | undefined {
  const keyBytes = Math.max(...keys.map((key) => Buffer.byteLength(key)));
  if (keyBytes > maxKeyBytes) {
    const reason = `A thumbnail's key would have ${keyBytes} bytes (limit ${maxKeyBytes}, of S3).`;
    return new Rejection('key-too-long', `${reason} Shorten the source key.`);
  }
  if (keys.some((key) => key.endsWith('/'))) {
    const reason = "A thumbnail's key would end with a slash, and so mark a directory.";
    return new Rejection('unusable-key', `${reason} Rename the source.`);
  }
  if (size === 0) return new Rejection('empty-object', 'The file is empty. Upload the image again.');
  if (size <= maxSourceBytes) return undefined;
  const reason = `The file is ${inMebibytes(size, Math.ceil)} (limit ${inMebibytes(maxSourceBytes, Math.floor)}).`;
  return new Rejection('object-too-large', `${reason} Shrink it, or raise maxSourceBytes.`);
}

/** Keeps one decimal, rounded so that a size above a limit never looks the same. Small sizes stay in bytes. */
function inMebibytes(bytes: number, round: (value: number) => number): string {
  const mebibyte = 1024 ** 2;
  return bytes < mebibyte ? `${bytes} bytes` : `${round((bytes / mebibyte) * 10) / 10} MiB`;
}
