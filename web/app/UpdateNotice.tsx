import { Show } from 'solid-js';
import { Button } from '../components/Button';
import { Notice } from '../components/Notice';
import { t } from '../i18n';
import { applyUpdate, postponeUpdate, updateReady } from '../stores/device';
import { busy } from '../stores/tasks/runTask';
import { hasUnsaved } from '../stores/unsaved';

/** A new version waits: the person chooses when to load it, never while something is being trained or read. */
export function UpdateNotice() {
  const stale = () => updateReady() === 'stale';
  return (
    <div class="stack update">
      <Notice
        actions={
          <Show when={!busy()}>
            <Button kind="main" onClick={() => applyUpdate()}>
              {t().common.update.apply}
            </Button>
            <Show when={!stale()}>
              <Button kind="ghost" onClick={() => postponeUpdate()}>
                {t().common.update.later}
              </Button>
            </Show>
          </Show>
        }
      >
        {busy() ? t().common.update.busy : stale() ? t().common.update.stale : t().common.update.text}{' '}
        <Show when={!busy() && hasUnsaved()}>{t().common.update.unsaved}</Show>
      </Notice>
    </div>
  );
}
