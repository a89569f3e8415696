import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const folder = path.resolve(import.meta.dirname, '..', 'fixtures', 'events');

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

/** The JSON in test/fixtures/events/<name>.json, whatever it is. */
export function eventFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
}

/** The event of one upload, as changed by `change`. */
export function uploadEvent(change: (record: S3Record) => void = () => undefined): S3Event {
  const event = S3Event.parse(eventFixture('upload'));
  event.Records.forEach(change);
  return event;
}
