// Runs the built function, as Lambda does: `node function-worker.mjs BUNDLE`, where BUNDLE is the file that exports the handler.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerRequests } from './answer-requests.mjs';

const [bundle = ''] = process.argv.slice(2);
const { handler } = await import(pathToFileURL(path.resolve(bundle)).href);

await answerRequests(async ({ key, event }) => {
  const deadline = Date.now() + 60_000;
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => deadline - Date.now() };
  const [outcome] = await handler(event, context);
  if (outcome?.result !== 'created') throw new Error(`${key} got no thumbnail: ${JSON.stringify(outcome)}`);
});
