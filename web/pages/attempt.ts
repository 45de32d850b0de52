import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { sentence } from '../i18n';
import { showToast } from '../stores/toasts';

/** Runs an action of a person; if it fails, shows the error. A cancel shows nothing. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAbort(error)) showToast(() => sentence(toCodedError(error)));
  }
}
