import * as z from 'zod';
import { text } from './aws-values.ts';

const scheme = '[a-z][a-z0-9+.-]*';
const host = '([a-z0-9*-]+(\\.[a-z0-9*-]+)*|\\[[0-9a-f:]+\\])';

/** Browsers send an origin in lower case, without the port that its scheme has by default, and without a path. */
const corsOrigin = text(
  new RegExp(`^(?!.*\\*.*\\*)(?!https://.*:443$|http://.*:80$)(\\*|${scheme}://${host}(:([0-9]{1,5}|\\*))?)$`),
  'an origin as browsers send it, such as "https://www.example.com", "http://localhost:8080" or "https://*.example.com": lower case, at most one *, no path, no slash at the end, no default port',
);

const expected = 'expected a list of origins, such as ["https://www.example.com"]';

/** The origins of web pages. */
export const corsOrigins = z.array(corsOrigin, { error: expected }).min(1, { error: expected });
