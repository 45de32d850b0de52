import { A } from '@solidjs/router';
import { onMount, Show } from 'solid-js';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { sentence, t } from '../../i18n';
import { storageWords } from '../../i18n/storageWords';
import { recallBackupEnd } from '../../stores/backup';
import { datasets, datasetsError, loadDatasets } from '../../stores/datasets';
import { refreshStorage, storage } from '../../stores/device';
import { loadModels, models, modelsError } from '../../stores/models';
import { BackupNotice, ClearSection, RestoreSection, SaveSection } from './BackupSections';
import { SpaceTable } from './SpaceTable';

/** The Storage page: what takes the space, a backup of everything, its restore, and clearing everything. */
export default function Storage() {
  onMount(() => {
    recallBackupEnd();
    void loadDatasets();
    void loadModels();
    void refreshStorage();
  });
  const persistence = () => {
    const kept = storage();
    if (kept === null) return '';
    return kept.persisted ? t().common.settings.persisted : t().common.settings.notPersisted;
  };
  return (
    <>
      <PageHead
        tab={storageWords().tab}
        title={storageWords().title(storage()?.usage ?? null)}
        intro={
          <Show when={storage()}>
            {(kept) => (
              <>
                {storageWords().intro(kept().quota)} {persistence()}
              </>
            )}
          </Show>
        }
      />
      <div class="stack wide">
        <BackupNotice />
        <Show when={datasetsError() ?? modelsError()}>
          {(error) => (
            <Notice kind="error" title={storageWords().failed}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Show
          when={datasets() !== undefined && models() !== undefined}
          fallback={<p class="quiet">{t().common.loading}</p>}
        >
          <SpaceTable used={storage()?.usage ?? null} />
        </Show>
        <p>
          <A href="/storage/check">{storageWords().check.link}</A>
        </p>
        <SaveSection />
        <RestoreSection />
        <ClearSection />
      </div>
    </>
  );
}
