import type { Items } from './items.ts';

const isHidden = 1;

/** Makes a hidden primary picture visible, in place: viewers show it, but libheif says that there is none. */
export function showPrimary(file: Buffer, { primary }: Items): void {
  if (primary) file.writeUInt8(file.readUInt8(primary.flagsAt) & ~isHidden, primary.flagsAt);
}
