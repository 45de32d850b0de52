import { createEffect, createSignal, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextInput } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { sentence, t } from '../../i18n';
import { NAME_LIMIT } from '../../stores/datasets';
import { type ModelRecord, renameModel } from '../../stores/models';

/** Asks for a new name. The model itself, and its id, stay as they are. */
export function RenameDialog(props: { model: ModelRecord; open: boolean; onClose: () => void }) {
  const [name, setName] = createSignal('');
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  createEffect(
    on(
      () => props.open,
      () => {
        setName(props.model.name);
        setFailure(null);
      },
    ),
  );
  const empty = () => name().trim() === '';
  const save = async () => {
    if (empty()) return;
    try {
      await renameModel(props.model.id, name().trim());
      props.onClose();
    } catch (error) {
      setFailure(toCodedError(error));
    }
  };
  return (
    <Dialog
      open={props.open}
      title={t().models.renameTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button kind="main" disabled={empty()} onClick={() => void save()}>
            {t().common.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          autofocus
          label={t().models.name}
          maxLength={NAME_LIMIT}
          value={name()}
          onInput={setName}
          error={empty() ? t().models.nameEmpty : undefined}
        />
      </form>
      <Show when={failure()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
    </Dialog>
  );
}
