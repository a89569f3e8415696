import { expect } from 'chai';
import { bootstrapArns } from '../../../infra/bootstrap/bootstrap-arns.ts';
import { stateBucketName } from '../../../infra/bootstrap/names.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';
import { account, applied, environments } from './applied.ts';

const main = { ...account, project: 'thumbnails' };

describe('bootstrapArns', () => {
  it('names what the bootstrap makes, its state bucket included', async function () {
    if (!(await isTerraformInstalled())) this.skip();
    const { outputs, valuesAt } = await applied();
    expect(stateBucketName(main, main.id)).to.equal(outputs['state_bucket']);
    for (const { name, region } of environments) {
      expect(bootstrapArns(main, { name, region })).to.deep.equal({
        planRole: outputs['plan_role_arn'],
        deployRole: outputs[`${name}_deploy_role_arn`],
        permissionsBoundary: outputs[`${name}_permissions_boundary`],
        alarmKey: valuesAt(`aws_kms_alias.alarm_alias_${region.replaceAll('-', '_')}`)['arn'],
      });
    }
  });

  it('knows the partitions of AWS', () => {
    expect(bootstrapArns({ ...main, region: 'cn-north-1' }, { name: 'dev', region: 'cn-north-1' }).planRole).to.match(
      /^arn:aws-cn:iam::/,
    );
  });
});
