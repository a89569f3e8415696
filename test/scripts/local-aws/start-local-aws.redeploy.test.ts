import { expect } from 'chai';
import * as z from 'zod';
import { prepareStack } from '../../../scripts/build/prepare-stack.ts';
import { copyStack } from '../../../scripts/trials/copy-stack.ts';
import { expectError } from '../../support/expect-error.ts';
import { quartered } from '../../support/pictures.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const Stack = z.looseObject({
  resource: z.looseObject({
    aws_lambda_function: z.looseObject({
      thumbnail: z.looseObject({ environment: z.object({ variables: z.record(z.string(), z.string()) }) }),
    }),
    aws_sqs_queue: z.record(z.string(), z.looseObject({ name: z.string() })),
  }),
});

describe('redeploy', () => {
  let aws: RunningAws;
  let photo: Buffer;
  const put = (key: string) => aws.objects.put(aws.source, key, photo);
  const thumbnail = (variant: string, key: string) => aws.objects.head(aws.processed, `${variant}/${key}.webp`);

  before(async () => {
    photo = await quartered(400, 300).jpeg().toBuffer();
    aws = await runAws();
  });
  after(() => aws?.stop());

  it('makes events wait for the next stack, and handles them as it says', async () => {
    const next = edited((stack) => {
      const variants = JSON.stringify([{ name: 'tiny', width: 10, height: 10 }]);
      stack.resource.aws_lambda_function.thumbnail.environment.variables['VARIANTS'] = variants;
    });
    const redeployed = aws.redeploy(next);
    await put('a.jpg');
    await redeployed;
    await aws.drain();

    expect([thumbnail('tiny', 'a.jpg'), thumbnail('200x200', 'a.jpg')].map(Boolean)).to.deep.equal([true, false]);
  });

  it('goes on as before when something differs that is set up once, and names it', async () => {
    const next = edited((stack) => {
      for (const queue of Object.values(stack.resource.aws_sqs_queue)) queue.name = `other-${queue.name}`;
    });
    const { message } = await expectError(Error, undefined, () => aws.redeploy(next));
    await put('b.jpg');
    await aws.drain();

    expect(message).to.match(/^The stack differs in its queues/);
    expect(Boolean(thumbnail('tiny', 'b.jpg'))).to.equal(true);
  });
});

async function edited(edit: (stack: z.infer<typeof Stack>) => void): Promise<string> {
  const directory = await temporaryDirectory();
  await copyStack(await prepareStack(), directory, (configuration) => {
    const stack = Stack.parse(configuration);
    edit(stack);
    return stack;
  });
  return directory;
}
