import { expect } from 'vitest';

// Only the tests of web/ read anything of the interface.
if (/[\\/]web[\\/]/.test(expect.getState().testPath ?? '')) await import('./english');
