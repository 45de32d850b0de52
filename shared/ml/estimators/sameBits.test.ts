import { expect, test } from 'vitest';
import { DIGEST_OF_FITS, digestOfFits } from './testing/sameBits';

test('the bits of fits by every solver are these ones (sameBits.browser.test.ts: in Chromium as well)', () => {
  expect(digestOfFits()).toBe(DIGEST_OF_FITS);
});
