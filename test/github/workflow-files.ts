import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';

const github = new URL('../../.github/', import.meta.url);

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Environment = z.record(z.string(), z.string()).default({});

const Step = z.looseObject({
  id: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  'working-directory': z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: Environment,
});

const Concurrency = z.object({ group: z.string(), 'cancel-in-progress': z.boolean() });

const Job = z.object({
  if: z.string().optional(),
  uses: z.string().optional(),
  needs: z
    .union([z.string(), z.array(z.string())])
    .transform((jobs) => [jobs].flat())
    .default([]),
  environment: z.string().optional(),
  'timeout-minutes': z.int().optional(),
  permissions: Permissions.optional(),
  concurrency: Concurrency.optional(),
  strategy: z.object({ 'max-parallel': z.int().optional(), matrix: z.record(z.string(), z.unknown()) }).optional(),
  outputs: Environment,
  with: z.record(z.string(), z.unknown()).default({}),
  env: Environment,
  steps: z.array(Step).default([]),
});

const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions.optional(),
  concurrency: Concurrency.optional(),
  env: Environment,
  jobs: z.record(z.string(), Job),
});
const Action = z.object({ runs: z.object({ steps: z.array(Step) }) });

export type Job = z.output<typeof Job>;
export type Step = z.output<typeof Step>;

export interface WorkflowFile extends z.output<typeof Workflow> {
  /** Such as `ci.yml`. */
  name: string;
  path: string;
  text: string;
}

/** Every workflow of this repository. */
export const workflows: readonly WorkflowFile[] = readdirSync(new URL('workflows/', github)).map((name) => {
  const { path, text } = read(`workflows/${name}`);
  return { name, path, text, ...Workflow.parse(parse(text)) };
});

/** The composite actions of this repository, by name. */
export const actions: ReadonlyMap<string, { text: string; steps: Step[] }> = new Map(
  readdirSync(new URL('actions/', github)).map((name) => {
    const { text } = read(`actions/${name}/action.yml`);
    return [name, { text, steps: Action.parse(parse(text)).runs.steps }];
  }),
);

/** @throws {Error} when there is no such action */
export function actionSteps(name: string): Step[] {
  const found = actions.get(name);
  if (!found) throw new Error(`there is no .github/actions/${name}`);
  return found.steps;
}

/** @throws {Error} when there is no such workflow */
export function workflowOf(file: string): WorkflowFile {
  const found = workflows.find(({ name }) => name === file);
  if (!found) throw new Error(`there is no .github/workflows/${file}`);
  return found;
}

/** @throws {Error} when there is no such workflow, or job in it */
export function jobOf(workflow: string, job: string): Job {
  const found = workflowOf(workflow).jobs[job];
  if (!found) throw new Error(`there is no job ${job} in .github/workflows/${workflow}`);
  return found;
}

function read(name: string): { path: string; text: string } {
  const path = fileURLToPath(new URL(name, github));
  return { path, text: readFileSync(path, 'utf8') };
}
