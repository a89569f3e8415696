/** Something of others that is in the zip. */
export interface Component {
  name: string;
  version: string;
  /** An SPDX expression, where its package names one. */
  license?: string;
  /** https://github.com/package-url/purl-spec */
  purl: string;
  /** The name of the component that it is a part of. */
  partOf?: string;
}
