import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';

/** A value of Terraform's type system, as its plugin protocol transfers it. */
export type Value = null | string | number | boolean | Unknown | Value[] | { [name: string]: Value };
export type ObjectValue = { [name: string]: Value };

class Unknown {}

/** A value that is unknown before an apply, such as the ARN of a resource that does not exist yet. */
export const unknown = new Unknown();

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && value !== unknown && !Array.isArray(value);
}

// Terraform writes an unknown value as extension 0, and a partly known one, such as one with a known prefix, as extension 12.
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value === unknown ? new Uint8Array([0]) : null),
  decode: () => unknown,
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => unknown });

/** A value on the wire: a `Value` message of the protocol. */
export interface Message {
  msgpack: Uint8Array;
}

export function toMessage(value: Value): Message {
  return { msgpack: encode(value, { extensionCodec }) };
}

export function fromMessage({ msgpack }: Message): Value {
  return decode(msgpack, { extensionCodec }) as Value;
}
