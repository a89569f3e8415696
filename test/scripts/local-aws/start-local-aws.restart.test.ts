import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { noFaults } from '../../../scripts/local-aws/index.ts';
import { quartered } from '../../support/pictures.ts';
import { runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('startLocalAws after a restart', () => {
  let photo: Buffer;
  before(async () => {
    photo = await quartered(400, 300).jpeg().toBuffer();
  });

  it('still has objects and messages', async () => {
    const directory = await temporaryDirectory();
    const first = await runAws({ directory, keepEvents: true });
    await first.objects.put(first.source, 'kept.jpg', photo, { headers: { 'content-type': 'image/jpeg' } });
    await first.drain();
    await first.stop();

    const second = await runAws({ directory, keepEvents: true });
    try {
      const found = await second.s3().send(new GetObjectCommand({ Bucket: second.source, Key: 'kept.jpg' }));
      expect(found.ContentType).to.equal('image/jpeg');
      expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).to.deep.equal(photo);
      expect(second.objects.head(second.processed, '200x200/kept.jpg.webp')).not.to.equal(undefined);
      expect(second.records).to.deep.equal([]);
    } finally {
      await second.stop();
    }
  });

  it('continues with the events that were pending', async () => {
    const directory = await temporaryDirectory();
    const keys = Array.from({ length: 6 }, (_, index) => `${index}.jpg`);
    const faults = { ...noFaults, invocation: (process: ChildProcess) => void process.kill('SIGKILL') };
    const first = await runAws({ directory, keepEvents: true, retryDelaysMs: [600_000], faults });
    for (const key of keys) await first.objects.put(first.source, key, photo);
    await first.stop();
    expect(first.records).to.deep.equal([]);

    const second = await runAws({ directory, keepEvents: true });
    try {
      await second.drain();

      for (const key of keys)
        expect(second.objects.head(second.processed, `200x200/${key}.webp`), key).to.be.an('object');
    } finally {
      await second.stop();
    }
  });

  it('still has the event of every acknowledged change', async () => {
    const directory = await temporaryDirectory();
    const aws = await runAws({ directory, keepEvents: true });
    try {
      await aws.objects.put(aws.source, 'a.jpg', photo);

      const name = aws.stack.functions[0]?.function_name ?? '';
      const kept = readdirSync(path.join(directory, 'events', name)).filter((file) => file.endsWith('.json'));
      expect(kept).to.have.lengthOf(1);
    } finally {
      await aws.stop();
    }
  });
});
