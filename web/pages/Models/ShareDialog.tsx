import { Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { t } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import type { ModelRecord } from '../../stores/models';
import { connection } from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';
import { shareModels } from '../../stores/server/sharing';
import { attempt } from '../attempt';

/** Says what leaves the device, and shares the models if that is what a person wants. */
export function ShareDialog(props: { open: boolean; models: readonly ModelRecord[]; onClose: () => void }) {
  const words = () => serverWords().shared.confirm;
  const size = () => props.models.reduce((sum, { bytes }) => sum + bytes, 0);
  const only = () => (props.models.length === 1 ? props.models[0] : null);
  const share = () => {
    props.onClose();
    void attempt(() => shareModels(props.models));
  };
  return (
    <Dialog
      open={props.open}
      title={words().title(props.models.length)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button kind="main" onClick={share}>
            {words().action}
          </Button>
        </>
      }
    >
      <p>{words().to(hostOf(server()?.address ?? ''))}</p>
      <ul class="plain">
        <Show
          when={only()}
          fallback={
            <>
              <li>{words().files(props.models.length, size())}</li>
              <li>{words().names}</li>
            </>
          }
        >
          {(model) => (
            <>
              <li>
                {words().file(
                  model().bytes,
                  model().manifest.features.reduce((sum, terms) => sum + terms, 0),
                )}
              </li>
              <li>{words().name(model().name)}</li>
            </>
          )}
        </Show>
        <li>{words().figures}</li>
      </ul>
      <p>{words().not}</p>
      <Show when={connection().is === 'failed'}>
        <p class="quiet">{words().offline}</p>
      </Show>
    </Dialog>
  );
}
