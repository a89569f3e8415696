import { program } from './compiled-program.ts';

declare global {
  /** The types of Node.js do not declare WebAssembly. */
  namespace WebAssembly {
    var Module: new (bytes: Uint8Array) => Module;
    var Instance: new (module: Module) => { exports: object };
  }
}

/** The exports of assembly/index.ts. */
export interface JpegProgram {
  memory: { buffer: ArrayBuffer };
  inputBytes: { value: number };
  /** Max blocks of a unit. */
  maxBlocks: { value: number };
  maxComponents: { value: number };
  inputAddress(): number;
  outputAddress(): number;
  pairAddress(pair: number): number;
  setBlock(block: number, pair: number, endCode: number, endBits: number): void;
  begin(blocksOfUnit: number, units: number): void;
  dropAcCodes(length: number): number;
  readLength(): number;
  writtenLength(): number;
  setComponent(
    index: number,
    across: number,
    down: number,
    blocksAcross: number,
    blocksDown: number,
    keepsAc: boolean,
  ): void;
  reserve(scanBytes: number, components: number, unitsAcross: number, unitsDown: number): number;
  tableAddress(component: number): number;
  readDcScan(chosen: number, isRefinement: boolean, lowBit: number, bits: number): number;
  readAcScan(component: number, from: number, to: number, lowBit: number, bits: number): number;
  countAcScan(component: number, from: number, to: number, lowBit: number, bits: number): number;
  refineAcScan(component: number, from: number, to: number, lowBit: number, bits: number): number;
  beginSequential(): void;
  writeSequential(unitRow: number, firstUnit: number, endUnit: number): void;
  endSequential(): void;
}

/** The memory of a program can grow, but not shrink. */
const maxKeptBytes = 48 * 1024 * 1024;

let loaded: JpegProgram | undefined;

/** Returns the program that reads the codes of JPEGs. What it was told for one image is gone with the next. */
export function jpegProgram(): JpegProgram {
  // The interface repeats the exports.
  loaded ??= new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(program.code, 'base64')))
    .exports as JpegProgram;
  return loaded;
}

/** Returns a copy of what the program has written since the last call. */
export function outputOf({ memory, outputAddress, writtenLength }: JpegProgram): Buffer {
  return Buffer.from(Buffer.from(memory.buffer, outputAddress(), writtenLength()));
}

/** Lets the memory of the program be freed if an image has made it large. */
export function forgetLargeProgram(): void {
  if (loaded && loaded.memory.buffer.byteLength > maxKeptBytes) loaded = undefined;
}
