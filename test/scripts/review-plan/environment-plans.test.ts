import { expect } from 'chai';
import * as z from 'zod';
import type { EnvironmentSettings } from '../../../infra/settings.ts';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';
import { review } from '../../../scripts/review-plan/review.ts';
import { writeStack } from '../../infra/synthesized.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../../support/terraform/terraform.ts';

const PlanJson = z.looseObject({
  resource_changes: z.array(
    z.looseObject({ type: z.string(), change: z.looseObject({ before: z.record(z.string(), z.unknown()) }) }),
  ),
});

type Settings = Partial<EnvironmentSettings>;

const key = (name: string) => `arn:aws:kms:eu-west-1:123456789012:key/${name}`;
const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;

/** The environment that is deployed. */
const deployed: Settings = {
  probe: { everyMinutes: 5 },
  encryption: key('1'),
  keyFilters: [{ suffix: '.jpg' }],
  alarms: { page: topic('page'), ticket: topic('ticket') },
};

/** Settings that no user of the pipeline would mind. */
const harmless: Settings = {
  tags: { team: 'images' },
  memoryMegabytes: 3008,
  timeoutSeconds: 60,
  reservedConcurrency: 20,
  variants: [{ name: 'large', width: 800, height: 800, fit: 'inside', format: 'webp' }],
  retiredKeys: ['200x200/{key}.webp'],
  cacheControl: 'public, max-age=60',
  logRetentionDays: 90,
  keyFilters: [{}],
  versioning: true,
  protect: true,
  accessLogBucket: 'access-logs',
  permissionsBoundary: 'arn:aws:iam::123456789012:policy/bootstrap/boundary',
  dashboard: false,
  alarms: { ...deployed.alarms, rejectionsPercent: 10 },
};

/** Settings that a reviewer must know of, with a danger for each. */
const dangerous: [Settings, ...RegExp[]][] = [
  [
    {
      reservedConcurrency: 0,
      timeoutSeconds: 12,
      keyFilters: [{ prefix: 'in/', suffix: '.jpg' }],
      mirrorDeletes: false,
      encryption: key('2'),
      alarms: {
        page: topic('other'),
        ticket: 'arn:aws:sns:eu-west-1:210987654321:ticket',
        invocationsPerHour: 1_000_000,
      },
      maxEventAgeSeconds: 600,
      probe: 'configuration',
      logRetentionDays: 1,
    },
    /stops the function/,
    /too little time/,
    /no longer notifies .*`s3:ObjectCreated:\*`.* for the keys `\*\.jpg`/,
    /no longer notifies .*`s3:ObjectRemoved:\*`/,
    /no longer allows `kms:Decrypt` on `.*key\/1`/,
    /encrypted with the old key/,
    /no longer tells `"arn:aws:sns:eu-west-1:123456789012:page"`/,
    /names a resource of another account: `arn:aws:sns:eu-west-1:210987654321:ticket`/,
    /hardly ever goes off/,
    /gives events up earlier/,
    /function\.probe no longer tries whether an upload/,
    /removes log lines earlier/,
  ],
  [
    { variants: [{ name: 'large', width: 800, height: 800 }] },
    /no longer removes thumbnails at `200x200\/\{key\}\.webp`/,
  ],
  [{ probe: { everyMinutes: 60 } }, /event_rule\.probe may run less often/, /alarm_probe goes off much later/],
  [
    { probe: undefined },
    /function\.probe would be \*\*destroyed/,
    /event_rule\.probe is destroyed, and no longer invokes/,
    /alarm_probe no longer raises an alarm/,
    /alarm_probe_unknown no longer raises an alarm/,
    /alarm_outage may no longer go off/,
  ],
  [
    { reservedConcurrency: 'unreserved', encryption: 'SSE-S3', alarms: { enabled: false }, processedBucket: 'others' },
    /ceiling of concurrency/,
    /no longer encrypted with its own key/,
    /no longer raises an alarm/,
    /destroyed and recreated\*\*, without its objects/,
  ],
];

describe('the review of a change of settings', () => {
  let directory: string;
  let terraform: Terraform;

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await temporaryDirectory();
    terraform = await startTerraform();
    const stack = await written({});
    await succeeding(stack, 'init', '-input=false');
    await succeeding(stack, 'apply', '-auto-approve', '-input=false');
  });

  after(() => terraform?.stop());

  it('is quiet about the same settings, and about harmless ones', async () => {
    expect(await dangersOf({})).to.deep.equal([]);
    expect(await dangersOf(harmless)).to.deep.equal([]);
  });

  it('names each danger', async () => {
    for (const [settings, ...dangers] of dangerous) {
      const found = (await dangersOf(settings)).join('\n');
      for (const danger of dangers) expect(found).to.match(danger);
    }
  });

  it('judges a change of any one value, also to one that is unknown, secret or of another kind', async () => {
    const minimal = { format_version: '1.2', configuration: { root_module: {} } };
    const plan = PlanJson.parse(JSON.parse(await planned({})));
    // Resources of one type, such as the alarms, have the same values, and are judged by the same rules.
    const judged = new Set<string>();
    for (const resource of plan.resource_changes) {
      for (const path of pathsIn(resource.change.before)) {
        const place = `${resource.type}.${path.join('.')}`;
        if (judged.has(place)) continue;
        judged.add(place);
        for (const change of variantsOf(resource.change, path)) {
          const json = JSON.stringify({ ...minimal, resource_changes: [{ ...resource, change }] });
          for (const { message } of review(parsePlan(json), []).dangers) {
            expect(message.text, path.join('.')).not.to.match(/undefined|\[object /);
          }
        }
      }
    }
  });

  async function dangersOf(settings: Settings): Promise<string[]> {
    const { dangers } = review(parsePlan(await planned(settings)), []);
    return dangers.map(({ address, message }) => `${address} ${message.text}`);
  }

  async function planned(settings: Settings): Promise<string> {
    const stack = await written(settings);
    await succeeding(stack, 'plan', '-input=false', '-out=plan');
    return succeeding(stack, 'show', '-json', 'plan');
  }

  /** The stack is written to the same place each time, where the state of what is deployed is found. */
  function written(settings: Settings): Promise<string> {
    return writeStack(`${directory}/cdktf.out`, { settings: { ...deployed, ...settings } });
  }

  async function succeeding(stack: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(stack, ...args);
    expect(code, `terraform ${args.join(' ')}: ${stdout}${stderr}`).to.equal(0);
    return stdout;
  }
});

type Path = (string | number)[];

/** Returns the path of every value that is set. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const entries = Object.entries(value).map(
    ([name, part]) => [Array.isArray(value) ? Number(name) : name, part] as const,
  );
  return [...(path.length === 0 ? [] : [path]), ...entries.flatMap(([name, part]) => pathsIn(part, [...path, name]))];
}

/** Returns changes that differ in the value at a path alone. */
function variantsOf({ before }: { before: unknown }, path: Path): object[] {
  const marked = replacedAt(structureOf(before), path, true);
  const update = { actions: ['update'], before };
  return [
    { ...update, after: replacedAt(before, path, undefined), after_unknown: marked },
    { ...update, after: before, after_unknown: {}, before_sensitive: marked },
    ...[null, 'a', []].map((value) => ({ ...update, after: replacedAt(before, path, value) })),
    ...[null, 0].map((value) => ({ ...update, before: replacedAt(before, path, value), after: before })),
  ];
}

function replacedAt(value: unknown, [name, ...rest]: Path, replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const part = (key: string | number, it: unknown) => (key === name ? replacedAt(it, rest, replacement) : it);
  if (Array.isArray(value)) return value.map((it, index) => part(index, it));
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, it]) => [key, part(key, it)]));
}

/** Returns the structure of a value, with false for every value in it. */
function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structureOf);
  if (value === null || typeof value !== 'object') return false;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, structureOf(part)]));
}
