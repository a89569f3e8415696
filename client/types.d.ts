/** The thumbnails of one environment. `npm run synth` writes everything but the URL to `thumbnails.json`, beside the stack. */
export interface Pipeline {
  /** Where thumbnails are served, such as `https://d111111abcdef8.cloudfront.net`. */
  url: string;
  variants: readonly {
    name: string;
    /** The keys of the variant's thumbnails, such as `small/{key}.webp`. */
    keyTemplate: string;
  }[];
}

/** The result that the function wrote for one object. */
export type Result = Created | Rejected;

export interface Created {
  result: 'created';
  /** The ETag of the source object that the thumbnails were made from, without quotes. */
  sourceEtag: string;
  /** A hash of the settings that the thumbnails were made with. */
  settings: string;
  /** Pixels of the source, as it is displayed. */
  width: number;
  /** Pixels of the source, as it is displayed. */
  height: number;
  /** Where the setting `placeholder` is on. */
  placeholder?: Placeholder;
  thumbnails: Thumbnail[];
}

/** A page shows it in place of a thumbnail that is not there yet. */
export interface Placeholder {
  /** Base64, for the package `thumbhash`. */
  thumbHash: string;
  /** The colour that covers most of the image, such as `#a1c4e9`. */
  colour: string;
  /** Pixels of the source, as it is displayed. */
  width: number;
  /** Pixels of the source, as it is displayed. */
  height: number;
}

export interface Thumbnail {
  variant: string;
  key: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Such as `image/webp`. */
  type: string;
  bytes: number;
}

export interface Rejected {
  result: 'rejected';
  /** Why the object can never become a thumbnail, such as `corrupt-image`. */
  code: string;
  sourceEtag: string;
  settings: string;
}

/** No result came in time. The function may still be trying: Lambda tries a failed event for some minutes. */
export interface Late {
  result: 'late';
}

/** Made by your server, for one upload: a form if it has `fields`, otherwise a PUT. */
export interface UploadTarget {
  key: string;
  url: string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}
