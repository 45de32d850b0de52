import { expect, test } from 'vitest';
import { DIGEST_OF_FITS, digestOfFits } from './testing/sameBits';

test('Chromium fits the same bits as Node', () => {
  expect(digestOfFits()).toBe(DIGEST_OF_FITS);
});
