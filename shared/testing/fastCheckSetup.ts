import fc from 'fast-check';
import { inject } from 'vitest';

// Runs before every file of unit tests. A test that names a seed of its own keeps it.
fc.configureGlobal({ seed: inject('fastCheckSeed') });
