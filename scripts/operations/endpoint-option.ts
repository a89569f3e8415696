import * as z from 'zod';
import { value } from '../cli/options.ts';

/** The option of commands that work on AWS and on the local AWS alike. */
export const endpointOption = value(
  'URL',
  'another endpoint than that of AWS: http://127.0.0.1:4580 is npm start',
  z.url({ protocol: /^https?$/, error: 'expected a URL, such as http://127.0.0.1:4580' }).optional(),
);
