import { createSignal } from 'solid-js';
import { Button } from '../../components/Button';
import { RenameDialog } from '../../components/RenameDialog';
import { sentence, t } from '../../i18n';
import { dataWords } from '../../i18n/dataWords';
import { type DatasetInfo, NAME_LIMIT, renameDataset } from '../../stores/datasets';
import { showToast } from '../../stores/toasts';

/** A button that asks for another name of a dataset. */
export function Rename(props: { dataset: DatasetInfo }) {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <Button kind="ghost" aria-label={`${t().common.rename}: ${props.dataset.name}`} onClick={() => setOpen(true)}>
        {t().common.rename}
      </Button>
      <RenameDialog
        open={open()}
        title={dataWords().renameTitle}
        label={dataWords().sheet.name}
        empty={dataWords().renameEmpty}
        name={props.dataset.name}
        maxLength={NAME_LIMIT}
        onRename={(name) => renameDataset(props.dataset.id, name)}
        onLateFailure={(error) => showToast(() => sentence(error))}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
