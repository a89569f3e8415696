// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how Terraform writes its expressions
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { expectError } from '../../support/expect-error.ts';
import { quartered } from '../../support/pictures.ts';
import { runAws } from '../../support/running-aws.ts';
import { stackVariant } from '../../support/stack-variant.ts';
import { waitUntil } from '../../support/wait-until.ts';

describe('startLocalAws with an incomplete stack', () => {
  const permissions = 'data.aws_iam_policy_document.thumbnail_permissions.statement';
  let photo: Buffer;
  before(async () => {
    photo = await quartered(400, 300).jpeg().toBuffer();
  });

  it('sends an event to the dead-letter queue after three attempts when the role may not write', async () => {
    const aws = await runAws({
      stackDirectory: await stackVariant(`${permissions}.WriteThumbnails.actions.s3:PutObject`),
    });
    try {
      await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'a b.jpg', Body: photo }));
      await aws.drain();

      const QueueName = aws.stack.queues[0]?.name;
      const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName }));
      const { Messages = [] } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      const [{ requestContext, requestPayload, responsePayload }, ...others] = Messages.map(({ Body = '' }) =>
        JSON.parse(Body),
      );
      expect(others).to.deep.equal([]);
      expect(requestContext).to.include({ condition: 'RetriesExhausted', approximateInvokeCount: 3 });
      expect(requestPayload.Records[0].s3.object.key).to.equal('a+b.jpg');
      expect(responsePayload.errorMessage).to.contain('access-denied').and.to.contain('s3:PutObject');
      expect(aws.lines.filter((line) => line.includes('"message":"outcome"'))).to.have.lengthOf(3);
    } finally {
      await aws.stop();
    }
  });

  it('refuses a function whose failures would be lost, if events of a bucket invoke it', async () => {
    const stackDirectory = await stackVariant('resource.aws_lambda_function_event_invoke_config.thumbnail');
    const { message } = await expectError(Error, undefined, () => runAws({ stackDirectory }));
    expect(message).to.contain('has no aws_lambda_function_event_invoke_config, so its failures would be lost');
  });

  it('reports a missing environment variable as the error of the initialization', async () => {
    const variables = 'resource.aws_lambda_function.thumbnail.environment.variables';
    const aws = await runAws({ stackDirectory: await stackVariant(`${variables}.VARIANTS`) });
    try {
      await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'a.jpg', Body: photo }));
      await aws.drain();

      expect(aws.records[0]?.responsePayload).to.have.property('errorMessage').that.contains('VARIANTS is not set');
    } finally {
      await aws.stop();
    }
  });

  it('hides the log of a function whose role may not write it', async () => {
    const aws = await runAws({ stackDirectory: await stackVariant(`${permissions}.WriteLog`) });
    try {
      await aws.objects.put(aws.source, 'a.jpg', photo);
      await aws.drain();

      expect(aws.records[0]?.requestContext.condition).to.equal('Success');
      expect(aws.lines).to.deep.equal([]);
    } finally {
      await aws.stop();
    }
  });

  it('reports that it does not apply a permissions boundary, which another stack defines', async () => {
    const boundary = 'arn:aws:iam::000000000000:policy/bootstrap/boundary';
    const aws = await runAws({
      stackDirectory: await stackVariant('resource.aws_iam_role.thumbnail', {
        name: 'thumbnail',
        assume_role_policy: '${data.aws_iam_policy_document.thumbnail_trust.json}',
        permissions_boundary: boundary,
      }),
    });
    await aws.stop();

    expect(aws.lines).to.have.lengthOf(1);
    expect(aws.lines[0]).to.contain(boundary);
  });

  const invalid: Array<[string, string, unknown, RegExp]> = [
    [
      'S3 may not invoke',
      'resource.aws_lambda_permission',
      {},
      /^AWS would refuse this stack\.\n- S3 has no permission/,
    ],
    ['holds something unknown', 'resource.aws_iam_role_policy', { a: {} }, /^aws_iam_role_policy\.a does not match/],
    ['would lose failures', 'resource.aws_lambda_function_event_invoke_config', {}, /its failures would be lost\.$/],
  ];
  for (const [what, address, value, message] of invalid) {
    it(`does not start a stack that ${what}, and leaves no server running`, async () => {
      const stackDirectory = await stackVariant(address, value);
      const before = serverCount();

      const error = await expectError(Error, undefined, () => runAws({ stackDirectory }));

      expect(error.message).to.match(message);
      await waitUntil(() => serverCount() === before);
    });
  }
});

/** The number of servers of this process, including those that are being closed. */
function serverCount(): number {
  return process.getActiveResourcesInfo().filter((it) => it === 'TCPServerWrap').length;
}
