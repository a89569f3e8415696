/** The addresses in the memory of the program. */
export const layout = {
  /** The bytes to add to the CRC. */
  input: 0,
  maxInputBytes: 65_536,
  /** The tables, one after another. Table n has the CRC of each of the 256 bytes, followed by n zeros, in 8 bytes each. */
  tables: 65_536,
  tableCount: 16,
} as const;

const memoryPages = 2;
const wordBytes = 8;
const tableBytes = 256 * wordBytes;

/** https://webassembly.github.io/spec/core/binary/types.html */
const type = { i32: 0x7f, i64: 0x7e, func: 0x60, empty: 0x40 };
/** https://webassembly.github.io/spec/core/binary/modules.html */
const section = { type: 1, function: 3, memory: 5, export: 7, code: 10 };
const exported = { func: 0, memory: 2 };
/** https://webassembly.github.io/spec/core/binary/instructions.html */
const op = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  i64Load: 0x29,
  i64Load8: 0x31,
  i32Const: 0x41,
  i64Const: 0x42,
  i32GtU: 0x4b,
  i32Add: 0x6a,
  i32And: 0x71,
  i32Shl: 0x74,
  i64Xor: 0x85,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
};

type Code = readonly number[];

/** The parameters of the function, and its variables. */
const [crc, length, position, firstWord, secondWord] = [0, 1, 2, 3, 4] as const;

/**
 * Returns a program of WebAssembly that computes any reflected CRC of up to 64 bits, 16 bytes at a time ("slicing by 16"). It exports
 * its memory, and `update(crc, length)`, which returns the CRC continued by the first bytes of the memory.
 */
export function crcProgram(): Uint8Array<ArrayBuffer> {
  const slice = 2 * wordBytes;
  const body = [
    ...whileLeft(slice, [
      ...set(firstWord, xor(get(crc), load(op.i64Load, get(position), layout.input))),
      ...set(secondWord, load(op.i64Load, get(position), layout.input + wordBytes)),
      ...set(crc, xor(lookUpBytes(firstWord, slice - 1), lookUpBytes(secondWord, wordBytes - 1))),
    ]),
    ...whileLeft(1, [
      ...set(
        crc,
        xor(shiftRight(get(crc), 8), lookUp(0, xor(get(crc), load(op.i64Load8, get(position), layout.input)))),
      ),
    ]),
    ...get(crc),
    op.end,
  ];
  const variables = list([1, type.i32], [2, type.i64]);
  return Uint8Array.of(
    ...[0x00, ...Buffer.from('asm'), 0x01, 0x00, 0x00, 0x00],
    ...sized(section.type, list([type.func, ...list([type.i64], [type.i32]), ...list([type.i64])])),
    ...sized(section.function, list([0])),
    ...sized(section.memory, list([0, memoryPages])),
    ...sized(section.export, list([...name('memory'), exported.memory, 0], [...name('update'), exported.func, 0])),
    ...sized(section.code, list(withLength([...variables, ...body]))),
  );
}

/** Repeats the steps while that many bytes are left, and moves the position on. */
function whileLeft(bytes: number, steps: Code): Code {
  const next = [...get(position), op.i32Const, ...number(bytes), op.i32Add];
  const isOver = [...next, ...get(length), op.i32GtU];
  const repeat = [op.loop, type.empty, ...isOver, op.brIf, 1, ...steps, ...set(position, next), op.br, 0, op.end];
  return [op.block, type.empty, ...repeat, op.end];
}

/** Looks up all bytes of a word, the first one in `firstTable`, and each further one in the table before. */
function lookUpBytes(word: number, firstTable: number): Code {
  const values = Array.from({ length: wordBytes }, (_, index) =>
    lookUp(firstTable - index, shiftRight(get(word), index * 8)),
  );
  return values.reduce(xor);
}

/** Looks up the lowest byte of a value. */
function lookUp(table: number, value: Code): Code {
  const entry = [...value, op.i32WrapI64, op.i32Const, ...number(255), op.i32And, op.i32Const, 3, op.i32Shl];
  return load(op.i64Load, entry, layout.tables + table * tableBytes);
}

function load(instruction: number, address: Code, offset: number): Code {
  const alignment = 0;
  return [...address, instruction, alignment, ...number(offset)];
}

function get(variable: number): Code {
  return [op.localGet, variable];
}

function set(variable: number, value: Code): Code {
  return [...value, op.localSet, variable];
}

function xor(left: Code, right: Code): Code {
  return [...left, ...right, op.i64Xor];
}

function shiftRight(value: Code, bits: number): Code {
  return [...value, op.i64Const, ...number(bits), op.i64ShrU];
}

function sized(id: number, contents: Code): Code {
  return [id, ...withLength(contents)];
}

function list(...items: Code[]): Code {
  return [...number(items.length), ...items.flat()];
}

function name(text: string): Code {
  return withLength([...Buffer.from(text)]);
}

function withLength(contents: Code): Code {
  return [...number(contents.length), ...contents];
}

/** Encodes an unsigned number as LEB128. Those of the constants here, which are signed, are the same. */
function number(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)];
}
