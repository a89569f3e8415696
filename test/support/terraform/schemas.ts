import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { type Schema, schemaOf } from './schema.ts';

const SourceMap = z.object({ sourcesContent: z.tuple([z.string()]) });
const { resolve } = createRequire(import.meta.url);

/** Returns the schemas of the AWS bindings that `infra/terraform.ts` exports. */
export function awsSchemas(): Schema[] {
  const names = readFileSync(new URL('../../../infra/terraform.ts', import.meta.url), 'utf8');
  return [...names.matchAll(/'(@cdktf\/provider-aws\/lib\/.*)'/g)].map(([, path = '']) => schemaOf(sourceOf(path)));
}

/** Returns the TypeScript of a binding. It is published as JavaScript, with its source in an inline source map. */
function sourceOf(path: string): string {
  const map = readFileSync(resolve(path), 'utf8').split('sourceMappingURL=data:application/json;base64,')[1] ?? '';
  return SourceMap.parse(JSON.parse(Buffer.from(map, 'base64').toString())).sourcesContent[0];
}
