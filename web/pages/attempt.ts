import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { sentence } from '../i18n';
import { showToast } from '../stores/toasts';

/** Does something a person asked for; if it fails, says why. A cancel says nothing. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAbort(error)) showToast(sentence(toCodedError(error)));
  }
}
