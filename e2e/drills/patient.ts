import { expect as usual } from '@playwright/test';

/** `expect` that waits longer than usual: drills run next to imports and trainings, on busy machines. */
export const expect = usual.configure({ timeout: 60_000 });
