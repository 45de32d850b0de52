import { createSignal, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { Checkbox, Select } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { fileName, saveFile } from '../../../components/saveFile';
import { sentence } from '../../../i18n';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, keptCount } from '../../../stores/datasets';
import { askWhereToSave, EXPORT_TYPES, type ExportOptions, exportComments } from '../../../stores/rowActions';
import type { RowSearch } from '../../../stores/rowQuery';

/** Which rows: those on screen, all, or a part's by its place in the list of parts. */
type Scope = 'shown' | 'all' | `part ${number}`;

/** Saves comments to a file. */
export function ExportDialog(props: {
  dataset: DatasetInfo;
  /** The rows on screen, and which they are. */
  shown: Uint32Array | undefined;
  view: RowSearch | undefined;
  onClose: () => void;
}) {
  const words = () => rowWords().export;
  const [scope, setScope] = createSignal<Scope>(props.shown === undefined ? 'all' : 'shown');
  const [format, setFormat] = createSignal<ExportOptions['format']>('csv');
  const [safe, setSafe] = createSignal(false);
  const [failure, setFailure] = createSignal<string | null>(null);

  const options = (): { value: Scope; label: string }[] => [
    ...(props.shown === undefined ? [] : [{ value: 'shown' as const, label: words().shown(props.shown.length) }]),
    { value: 'all', label: words().all(keptCount(props.dataset)) },
    ...(props.dataset.parts ?? []).map(({ name, rows }, i) => ({
      value: `part ${i}` as const,
      label: words().part(name, rows),
    })),
  ];
  const partName = () => props.dataset.parts?.find((_, i) => scope() === `part ${i}`)?.name ?? null;
  const suggested = () => {
    const name = props.dataset.name.replace(/\.[a-z0-9]{1,8}$/i, '');
    const part = partName();
    return fileName(part === null ? name : `${name} ${part}`, format());
  };

  const save = async () => {
    const chosen = { format: format(), safe: format() === 'csv' && safe() };
    const name = suggested();
    try {
      const target = await askWhereToSave(name, EXPORT_TYPES[chosen.format]);
      const shown = scope() === 'shown' && props.shown ? props.shown : null;
      const view = shown === null ? null : (props.view ?? null);
      const plan = { datasetId: props.dataset.id, fileName: name, part: partName(), view, options: chosen };
      // From here on it is a task: its progress and its end are shown on every page.
      void exportComments(plan, shown, target, saveFile).catch(() => undefined);
      props.onClose();
    } catch (error) {
      if (!isAbort(error)) setFailure(sentence(toCodedError(error)));
    }
  };

  return (
    <Dialog
      open
      title={words().title}
      onClose={() => props.onClose()}
      actions={
        <Button kind="main" icon="download" onClick={() => void save()}>
          {words().action}
        </Button>
      }
    >
      <Select label={words().what} value={scope()} options={options()} onChange={setScope} />
      <Select
        label={words().format}
        help={words().help}
        value={format()}
        options={[
          { value: 'csv', label: words().formats.csv },
          { value: 'jsonl', label: words().formats.jsonl },
          { value: 'xlsx', label: words().formats.xlsx },
          { value: 'parquet', label: words().formats.parquet },
        ]}
        onChange={setFormat}
      />
      <Show when={format() === 'csv'}>
        <Checkbox label={words().safe} help={words().safeHelp} checked={safe()} onChange={setSafe} />
      </Show>
      <Show when={format() === 'xlsx'}>
        <p class="quiet">{words().xlsxHelp}</p>
      </Show>
      <Show when={format() === 'parquet'}>
        <p class="quiet">{words().parquetHelp}</p>
      </Show>
      <Show when={failure()}>
        {(reason) => (
          <Notice kind="error" title={words().failed}>
            {reason()}
          </Notice>
        )}
      </Show>
    </Dialog>
  );
}
