import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const directory = path.resolve(import.meta.dirname, '..', 'fixtures', 'events');

const S3Event = z.looseObject({
  Records: z.array(
    z.looseObject({
      eventVersion: z.string(),
      eventSource: z.string(),
      s3: z.looseObject({ bucket: z.looseObject({ name: z.string() }), object: z.looseObject({ key: z.string() }) }),
    }),
  ),
});
type S3Event = z.infer<typeof S3Event>;
type S3Record = S3Event['Records'][number];

/** Reads the JSON in test/fixtures/events/<name>.json. */
export function eventFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8'));
}

/** Returns the event of one upload, modified by `change`. */
export function uploadEvent(change: (record: S3Record) => void = () => undefined): S3Event {
  const event = S3Event.parse(eventFixture('upload'));
  event.Records.forEach(change);
  return event;
}
