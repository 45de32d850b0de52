import { expect, test } from 'vitest';
import { withCleanup } from './withCleanup';

const throws = () => {
  throw new Error('cleaning up');
};
const fails = (message: string) => () => Promise.reject(new Error(message));

test('an error while cleaning up does not hide the cause', async () => {
  await expect(withCleanup(fails('the cause'), fails('cleaning up'))).rejects.toThrow('the cause');
  await expect(withCleanup(fails('the cause'), throws)).rejects.toThrow('the cause');
});

test('an error while cleaning up after success is thrown', async () => {
  await expect(withCleanup(async () => 1, fails('cleaning up'))).rejects.toThrow('cleaning up');
});

test('cleaning up has ended when the result resolves', async () => {
  const order: string[] = [];
  const cleanUp = async () => {
    await Promise.resolve();
    order.push('cleaned up');
  };
  order.push(await withCleanup(async () => 'result', cleanUp));
  await expect(withCleanup(fails('the cause'), cleanUp)).rejects.toThrow('the cause');
  expect(order).toEqual(['cleaned up', 'result', 'cleaned up']);
});
