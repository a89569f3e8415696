import { expect } from 'chai';
import { bootstrapArns } from '../../../infra/bootstrap/bootstrap-arns.ts';
import { stateBucketName } from '../../../infra/bootstrap/names.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';
import { account, applied } from './applied.ts';

const main = { ...account, project: 'thumbnails' };

describe('bootstrapArns', () => {
  it('names what the bootstrap makes, its state bucket included', async function () {
    if (!(await isTerraformInstalled())) this.skip();
    const { outputs } = await applied();
    expect(stateBucketName(main, main.id)).to.equal(outputs['state_bucket']);
    for (const name of ['dev', 'prod']) {
      expect(bootstrapArns(main, { name })).to.deep.equal({
        planRole: outputs['plan_role_arn'],
        deployRole: outputs[`${name}_deploy_role_arn`],
        permissionsBoundary: outputs[`${name}_permissions_boundary`],
      });
    }
  });

  it('knows the partitions of AWS', () => {
    expect(bootstrapArns({ ...main, region: 'cn-north-1' }, { name: 'dev' }).planRole).to.match(/^arn:aws-cn:iam::/);
  });
});
