import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { type Schema, schemaOf } from './schema.ts';

const SourceMap = z.object({ sourcesContent: z.tuple([z.string()]) });
const { resolve } = createRequire(import.meta.url);

/** The schemas of everything that `infra/terraform.ts` takes from the AWS bindings, and of nothing else. */
export function awsSchemas(): Schema[] {
  const names = readFileSync(new URL('../../../infra/terraform.ts', import.meta.url), 'utf8');
  return [...names.matchAll(/'(@cdktf\/provider-aws\/lib\/.*)'/g)].map(([, path = '']) => schemaOf(sourceOf(path)));
}

/** The bindings are published as JavaScript, with the TypeScript they were compiled from in an inline source map. */
function sourceOf(path: string): string {
  const map = readFileSync(resolve(path), 'utf8').split('sourceMappingURL=data:application/json;base64,')[1] ?? '';
  return SourceMap.parse(JSON.parse(Buffer.from(map, 'base64').toString())).sourcesContent[0];
}
