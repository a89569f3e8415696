import * as z from 'zod';
import { corsOrigins } from './cors-origins.ts';

/** Uploads by the script of a web page, which a browser allows only to the pages that the bucket names. */
export const UploadSettings = z.strictObject(
  { corsOrigins },
  { error: 'expected uploads, such as { corsOrigins: ["https://www.example.com"] }' },
);
