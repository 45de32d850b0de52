import { createSignal, For } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../components/Button';
import { language, sentence, t } from '../i18n';
import { importSample, SAMPLES, type Sample } from '../stores/samples';
import { showToast } from '../stores/toasts';

/** For people without a file: invented comments, in the visitor's language first. */
export function TrySample() {
  const words = () => t().common.sample;
  const [busy, setBusy] = createSignal(false);
  const samples = () => [...SAMPLES].sort((a, b) => Number(b === language()) - Number(a === language()));
  const bring = async (sample: Sample) => {
    setBusy(true);
    try {
      await importSample(sample, words().name[sample]);
    } catch (error) {
      if (!isAbort(error)) showToast(() => sentence(toCodedError(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack tight">
      <p class="quiet">{words().help}</p>
      <div class="row">
        <For each={samples()}>
          {(sample) => (
            <Button disabled={busy()} onClick={() => void bring(sample)}>
              {words()[sample]}
            </Button>
          )}
        </For>
      </div>
    </div>
  );
}
