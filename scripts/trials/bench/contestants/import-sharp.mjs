// The floor of a cold start: a process that imports sharp, and nothing else, before it takes requests.
import 'sharp';
import { answerRequests } from './answer-requests.mjs';

await answerRequests(async () => {});
