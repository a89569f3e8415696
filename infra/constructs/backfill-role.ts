import { backfillReportsPrefix } from '../../functions/thumbnail/contract/backfill-reports-prefix.ts';
import { boundaryOf } from '../boundary-of.ts';
import { encryptionOf } from '../encryption-of.ts';
import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';
import { Construct, type DataAwsS3Bucket, type IamRole, type LambdaFunction, type S3Bucket } from '../terraform.ts';
import { keyPermission } from './key-permission.ts';
import { addServiceRole } from './service-role.ts';

export interface BackfillRoleProps {
  settings: Settings;
  names: Names;
  account: string;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  function: LambdaFunction;
}

/**
 * The role that S3 Batch Operations assume to invoke the function for each object of the source bucket. It cannot read objects. S3
 * lists the bucket itself, and the job does not store the list, so people's keys are not stored in another place.
 */
export class BackfillRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: BackfillRoleProps) {
    super(scope, id);
    const { settings, names, account, source, processed } = props;
    const service = {
      sid: 'AllowBatchOperations',
      principal: 'batchoperations.s3.amazonaws.com',
      // AWS does not document that S3 sends this key, so its absence is allowed. Only this account can pass the role to a job.
      condition: [{ test: 'StringEqualsIfExists', variable: 'aws:SourceAccount', values: [account] }],
    };
    const { role } = addServiceRole(this, service, {
      name: names.backfillRole,
      path: names.rolePath,
      permissionsBoundary: boundaryOf(settings),
      permissions: [
        { sid: 'InvokeFunction', actions: ['lambda:InvokeFunction'], resources: [props.function.arn] },
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
        { sid: 'ListSourceObjects', actions: ['s3:PutInventoryConfiguration'], resources: [source.arn] },
        { sid: 'WriteReports', actions: ['s3:PutObject'], resources: [`${processed.arn}/${backfillReportsPrefix}/*`] },
        ...keyPermission([encryptionOf(settings, 'processedBucket')], 'EncryptReports', 'kms:GenerateDataKey'),
      ],
    });
    this.role = role;
  }
}
