import { createSignal, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { Checkbox, Select } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { fileName, saveFile } from '../../../components/saveFile';
import { sentence } from '../../../i18n';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, keptCount } from '../../../stores/datasets';
import { askWhereToSave, type ExportOptions, exportRows, rowsOf } from '../../../stores/rowActions';
import type { FindProgress } from '../../../stores/rowTable';
import { showToast } from '../../../stores/toasts';

const TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;

/** Which rows: those on screen, all, or a part's by its place in the list of parts. */
type Scope = 'shown' | 'all' | `part ${number}`;

/** Saves comments to a file. */
export function ExportDialog(props: { dataset: DatasetInfo; shown: Uint32Array | undefined; onClose: () => void }) {
  const words = () => rowWords().export;
  const [scope, setScope] = createSignal<Scope>(props.shown === undefined ? 'all' : 'shown');
  const [format, setFormat] = createSignal<ExportOptions['format']>('csv');
  const [safe, setSafe] = createSignal(false);
  const [writing, setWriting] = createSignal<(FindProgress & { readonly startedAt: number }) | null>(null);
  const [failure, setFailure] = createSignal<string | null>(null);
  let stopping = new AbortController();

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
    const { id } = props.dataset;
    const chosen = { format: format(), safe: format() === 'csv' && safe() };
    const name = suggested();
    stopping = new AbortController();
    setFailure(null);
    try {
      const target = await askWhereToSave(name, TYPES[chosen.format]);
      setWriting({ done: 0, total: 0, startedAt: performance.now() });
      const rows = scope() === 'shown' && props.shown ? props.shown : await rowsOf(id, partName(), stopping.signal);
      const report = (progress: FindProgress) => setWriting((now) => now && { ...now, ...progress });
      const blob = await exportRows(id, rows, chosen, target, report, stopping.signal);
      if (blob !== null) saveFile(blob, name);
      showToast(words().done(rows.length));
      props.onClose();
    } catch (error) {
      if (!isAbort(error)) setFailure(sentence(toCodedError(error)));
      else if (writing() !== null) showToast(words().stopped);
    } finally {
      setWriting(null);
    }
  };

  const close = () => {
    stopping.abort();
    props.onClose();
  };

  return (
    <Dialog
      open
      title={words().title}
      onClose={close}
      actions={
        <Show when={writing() === null}>
          <Button kind="main" icon="download" onClick={() => void save()}>
            {words().action}
          </Button>
        </Show>
      }
    >
      <Show
        when={writing()}
        fallback={
          <>
            <Select label={words().what} value={scope()} options={options()} onChange={setScope} />
            <Select
              label={words().format}
              help={words().help}
              value={format()}
              options={[
                { value: 'csv', label: words().formats.csv },
                { value: 'jsonl', label: words().formats.jsonl },
              ]}
              onChange={setFormat}
            />
            <Show when={format() === 'csv'}>
              <Checkbox label={words().safe} help={words().safeHelp} checked={safe()} onChange={setSafe} />
            </Show>
            <Show when={failure()}>
              {(reason) => (
                <Notice kind="error" title={words().failed}>
                  {reason()}
                </Notice>
              )}
            </Show>
          </>
        }
      >
        {(now) => (
          <Progress
            label={words().saving}
            fraction={now().total === 0 ? null : now().done / now().total}
            detail={now().total === 0 ? '' : words().savingDetail(now().done, now().total)}
            startedAt={now().startedAt}
            onStop={() => stopping.abort()}
          />
        )}
      </Show>
    </Dialog>
  );
}
