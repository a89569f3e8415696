/** How log lines and error messages name keys and quote events. The setting `logKeys` decides it. */
export interface LogKeys {
  /** Returns the name of a key in the log. */
  nameOf: (key: string) => string;
  /** Returns a message of AWS about an object, with the key replaced by its name. */
  rename: (text: string, object: { bucket: string; key: string }) => string;
  /** Returns the beginning of an event or of a part of it. Any part may contain a key. */
  quote: (value: unknown) => string;
}

const maxQuotedCharacters = 200;

/** Each key is its own name. */
export const plainKeys: LogKeys = {
  nameOf: (key) => key,
  rename: (text) => text,
  quote: (value) => (JSON.stringify(value) ?? String(value)).slice(0, maxQuotedCharacters),
};
