import {
  type Construct,
  type Node,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from './terraform.ts';
import { terraformVersion } from './terraform-version.ts';

/** A stack whose resources are named as a person would name them, such as `aws_s3_bucket.source`, without a hash. */
export class ReadableStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Of this cdktf makes nonsense in HCL, where `npm run synth:hcl` writes it instead.
    if (process.env['SYNTH_HCL_OUTPUT'] !== 'true') this.addOverride('terraform.required_version', terraformVersion);
  }

  /** What Terraform prints after it has applied the stack. */
  protected putOut(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path } = element instanceof TerraformElement ? element.node : element;
    const named = element instanceof TerraformResource || element instanceof TerraformDataSource;
    return resourceName(path.split('/').slice(1), named ? element.terraformResourceType : '');
  }
}

/**
 * The Terraform name of what stands at `path` within its stack. The last part is left out where the type says it already:
 * `source/bucket` of type `aws_s3_bucket` is `source`, while `thumbnail/trust` of type `aws_iam_policy_document` is
 * `thumbnail_trust`. Two resources that come to one name fail the synth, since cdktf refuses to overwrite.
 */
export function resourceName(path: readonly string[], type: string): string {
  const words = path.map((part) => part.replaceAll('-', '_'));
  const redundant = words.length > 1 && type.endsWith(`_${words.at(-1)}`);
  return (redundant ? words.slice(0, -1) : words).join('_');
}
