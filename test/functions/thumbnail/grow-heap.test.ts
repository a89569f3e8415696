import { execFileSync } from 'node:child_process';
import { heapFlag } from '../../../functions/thumbnail/grow-heap.ts';

describe('growHeap', () => {
  it('sets a flag that V8 knows', () => {
    execFileSync(process.execPath, [heapFlag, '--eval', ''], { stdio: 'pipe' });
  });
});
