import { expect } from 'chai';

/**
 * Expects `action` to throw an error, and returns it for further assertions.
 *
 * @param code undefined for an error without one
 * @throws {AssertionError} when nothing is thrown, or an error of another class or code
 */
export async function expectError<E extends Error>(
  ErrorClass: new (...args: never[]) => E,
  code: string | undefined,
  action: () => unknown,
): Promise<E> {
  let thrown: unknown;
  try {
    await action();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof ErrorClass)) {
    return expect.fail(`expected ${ErrorClass.name} ${code ?? ''}, but ${thrown ?? 'nothing'} was thrown`);
  }
  expect('code' in thrown ? thrown.code : undefined, `code of: ${thrown.message}`).to.equal(code);
  return thrown;
}
