import type { Settings } from './settings.ts';
import { stateFileOf } from './state-file-of.ts';
import {
  type Construct,
  LocalBackend,
  type Node,
  S3Backend,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from './terraform.ts';
import { terraformVersion } from './terraform-version.ts';

export interface BackendProps {
  /** Where the state is stored; in a local file without it. */
  remoteState: Settings['remoteState'];
  /** The state's key in the bucket. */
  key: string;
  /** Path from the directory in which Terraform runs to that of cdktf.json. The state file outlives the synthesized output there. */
  projectDirectory: string;
}

/** A stack whose resources are named as a person would name them, such as `aws_s3_bucket.source`, without a hash. */
export class ReadableStack extends TerraformStack {
  /** Contents of files that are written beside the configuration, by their names. Terraform reads none of them. */
  readonly files = new Map<string, string>();
  /** The bucket that stores Terraform's state. Undefined if the state is a local file. */
  stateBucket: string | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // cdktf emits this incorrectly as HCL, where `npm run synth:hcl` writes it instead.
    if (process.env['SYNTH_HCL_OUTPUT'] !== 'true') this.addOverride('terraform.required_version', terraformVersion);
  }

  /** Stores Terraform's state in the bucket of `remoteState`, locked while it is in use, or in a local file without one. */
  protected addBackend({ remoteState, key, projectDirectory }: BackendProps): void {
    if (!remoteState) {
      new LocalBackend(this, { path: `${projectDirectory}/${stateFileOf(this.node.id)}` });
      return;
    }
    // cdktf's own options do not know `use_lockfile`.
    const { bucket, region, encryption, roleArn } = remoteState;
    this.stateBucket = bucket;
    const kmsKeyId = encryption === undefined ? {} : { kmsKeyId: encryption };
    const assumeRole = roleArn === undefined ? {} : { assumeRole: { roleArn } };
    new S3Backend(this, { bucket, region, key, encrypt: true, ...kmsKeyId, ...assumeRole }).addOverride(
      'use_lockfile',
      true,
    );
  }

  /** Adds a value that Terraform prints after it has applied the stack. */
  protected addOutput(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path } = element instanceof TerraformElement ? element.node : element;
    const named = element instanceof TerraformResource || element instanceof TerraformDataSource;
    return resourceName(path.split('/').slice(1), named ? element.terraformResourceType : '');
  }
}

/**
 * Returns the Terraform name of the construct at `path` within its stack. The last part is left out where the type says the
 * same: `source/bucket` of type `aws_s3_bucket` is `source`, while `thumbnail/trust` of type `aws_iam_policy_document` is
 * `thumbnail_trust`. Two resources with one name fail the synth, since cdktf refuses to overwrite.
 */
export function resourceName(path: readonly string[], type: string): string {
  const words = path.map((part) => part.replaceAll('-', '_'));
  const redundant = words.length > 1 && type.endsWith(`_${words.at(-1)}`);
  return (redundant ? words.slice(0, -1) : words).join('_');
}
