import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  type BucketStore,
  type HttpEndpoint,
  openBucketStore,
  openHttpEndpoint,
  s3RequestHandler,
} from '../../scripts/local-aws/index.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';
import { writeStack } from './synthesized.ts';

const remoteState = { bucket: 'states', region: 'eu-west-1' };
const stateKey = 'thumbnails/test.tfstate';
const lockKey = `${stateKey}.tflock`;
const [state, lock] = [`/states/${stateKey}`, `/states/${lockKey}`];
const somebodysLock = { ID: 'a', Operation: 'OperationTypeApply', Who: 'somebody@elsewhere' };

describe('the state of an environment in a bucket', () => {
  let directory: string;
  let terraform: Terraform;
  let store: BucketStore;
  let s3: HttpEndpoint;
  /** Requests that changed or tried to change an object, with their conditions. */
  let writes: string[];

  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    directory = await mkdtemp(join(tmpdir(), 'remote-state-'));
    terraform = await startTerraform();
    store = await openBucketStore({ directory: join(directory, 's3'), onChange: () => {} });
    await store.createBucket(remoteState.bucket);
    s3 = await openHttpEndpoint(0);
    const handle = s3RequestHandler({
      store,
      authorize: () => true,
      keyOf: () => undefined,
      corsOf: () => [],
      region: remoteState.region,
      accountId: '000000000000',
    });
    s3.serve((request, response) => {
      const { method, headers } = request;
      const condition = headers['if-none-match'] === undefined ? '' : ` if-none-match ${headers['if-none-match']}`;
      const [path] = (request.url ?? '').split('?');
      if (method !== 'GET' && method !== 'HEAD') writes.push(`${method} ${path}${condition}`);
      return handle(request, response);
    });
  });

  beforeEach(() => {
    for (const key of [stateKey, lockKey]) store.delete(remoteState.bucket, key);
    writes = [];
  });

  after(async () => {
    terraform?.stop();
    await s3?.close();
    if (directory) await rm(directory, { recursive: true });
  });

  for (const form of ['JSON', 'HCL']) {
    it(`is locked while it is written, from ${form}`, async () => {
      const stack = await initialised(form, form === 'HCL');
      await succeeding(stack, 'apply', '-auto-approve', '-input=false');
      expect(writes).to.deep.equal([`PUT ${lock} if-none-match *`, `PUT ${state}`, `DELETE ${lock}`]);
    });
  }

  it('is not changed while somebody else holds the lock', async () => {
    const stack = await initialised('locked');
    await store.put(remoteState.bucket, lockKey, Buffer.from(JSON.stringify(somebodysLock)));
    const { code, stderr } = await terraform.run(stack, 'plan', '-input=false', '-no-color');
    expect(code).to.equal(1);
    expect(stderr)
      .to.include('Error acquiring the state lock')
      .and.match(/Who: +somebody@elsewhere/);
    expect(writes).to.deep.equal([`PUT ${lock} if-none-match *`]);
  });

  // Terraform ignores unknown arguments of a backend in JSON: only the missing lock shows the mistake.
  it('is written without a lock when the argument for it is misspelt', async () => {
    const stack = await initialised('misspelt', false, (json) => json.replaceAll('"use_lockfile"', '"use_lock_file"'));
    await succeeding(stack, 'apply', '-auto-approve', '-input=false');
    expect(writes).to.deep.equal([`PUT ${state}`]);
  });

  async function initialised(name: string, hcl = false, edit = (content: string) => content): Promise<string> {
    const stack = await writeStack(join(directory, name), { settings: { remoteState }, hcl });
    const file = join(stack, hcl ? 'cdk.tf' : 'cdk.tf.json');
    await writeFile(file, edit(await readFile(file, 'utf8')));
    const backend = [
      `endpoints={s3="${s3.url}"}`,
      'use_path_style=true',
      'skip_credentials_validation=true',
      'skip_requesting_account_id=true',
      'access_key=anybody',
      'secret_key=anything',
      // The local S3 does not support encryption.
      'encrypt=false',
    ];
    await succeeding(stack, 'init', '-input=false', ...backend.map((argument) => `-backend-config=${argument}`));
    return stack;
  }

  async function succeeding(stack: string, ...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await terraform.run(stack, ...args);
    expect(code, `terraform ${args.join(' ')}: ${stdout}${stderr}`).to.equal(0);
  }
});
