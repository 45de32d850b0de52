import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { Button } from '../../components/Button';
import { chooseFile } from '../../components/chooseFile';
import { Notice } from '../../components/Notice';
import { Progress } from '../../components/Progress';
import { SegmentedControl } from '../../components/SegmentedControl';
import { saveFile } from '../../components/saveFile';
import { sentence } from '../../i18n';
import { storageWords } from '../../i18n/storageWords';
import {
  type BackupWork,
  backupEnd,
  backupWork,
  clearAll,
  dismissBackupEnd,
  type NotSaved,
  type RestoreMode,
  restoreBackup,
  saveBackup,
  stopBackup,
} from '../../stores/backup';
import { datasets } from '../../stores/datasets';
import { models } from '../../stores/models';
import { TypedConfirm } from './TypedConfirm';

/** How the last work ended: at the top of the page, as a reload may have come between. */
export function BackupNotice() {
  const words = () => storageWords();
  return (
    <Switch>
      <Match when={ended('failed')}>
        {(end) => (
          <Notice kind="error" title={words()[end().what].failed} onDismiss={dismissBackupEnd}>
            {sentence(end().error)}
          </Notice>
        )}
      </Match>
      <Match when={ended('saved')}>
        {(end) => (
          <Notice kind={end().notSaved.length > 0 ? 'warn' : 'info'} onDismiss={dismissBackupEnd}>
            {words().save.done(end().datasets, end().models, end().bytes)}
            <Show when={end().notSaved.length > 0}>
              <NotSavedList items={end().notSaved} />
            </Show>
          </Notice>
        )}
      </Match>
      <Match when={ended('merged')}>
        {(end) => (
          <Notice onDismiss={dismissBackupEnd}>
            {words().restore.merged(end().datasets, end().models, end().here)}
          </Notice>
        )}
      </Match>
      <Match when={ended('replaced')}>
        {(end) => (
          <Notice onDismiss={dismissBackupEnd}>{words().restore.replaced(end().datasets, end().models)}</Notice>
        )}
      </Match>
      <Match when={ended('replaced-without-settings')}>
        {(end) => (
          <Notice kind="warn" onDismiss={dismissBackupEnd}>
            {words().restore.replaced(end().datasets, end().models)} {words().restore.withoutSettings}
          </Notice>
        )}
      </Match>
      <Match when={ended('cleared')}>
        <Notice onDismiss={dismissBackupEnd}>{words().clear.done}</Notice>
      </Match>
    </Switch>
  );
}

type End = NonNullable<ReturnType<typeof backupEnd>>;

/** The end of the last work if it is of this kind. */
function ended<Did extends End['did']>(did: Did): Extract<End, { did: Did }> | null {
  const end = backupEnd();
  return end?.did === did ? (end as Extract<End, { did: Did }>) : null;
}

function NotSavedList(props: { items: readonly NotSaved[] }) {
  const words = () => storageWords().save;
  return (
    <>
      <p>{words().notSaved}</p>
      <ul>
        <For each={props.items}>{({ kind, name }) => <li>{words().kinds[kind](name)}</li>}</For>
      </ul>
    </>
  );
}

/** Saves everything in one file. */
export function SaveSection() {
  const words = () => storageWords().save;
  const save = () => void saveBackup(`${words().fileName(today())}.zip`, saveFile);
  return (
    <section class="stack tight" aria-label={words().title}>
      <h2>{words().title}</h2>
      <p>{words().text}</p>
      <p class="quiet">{words().warning}</p>
      <Working doing="save" label={words().working} />
      <div class="row">
        <Button kind="main" disabled={backupWork() !== null} onClick={save}>
          {words().button}
        </Button>
      </div>
    </section>
  );
}

/** Restores such a file. */
export function RestoreSection() {
  const words = () => storageWords().restore;
  const [file, setFile] = createSignal<File | null>(null);
  const [mode, setMode] = createSignal<RestoreMode>('merge');
  const choose = () =>
    chooseFile((chosen) => {
      dismissBackupEnd();
      setMode('merge');
      setFile(chosen);
    });
  const restore = (chosen: File | null) => {
    if (chosen !== null) void restoreBackup(chosen, mode());
  };
  return (
    <section class="stack tight" aria-label={words().title}>
      <h2>{words().title}</h2>
      <p>{words().text}</p>
      <Working doing="restore" label={words().working} />
      <div class="row">
        <Button disabled={backupWork() !== null} onClick={choose}>
          {words().button}
        </Button>
      </div>
      <RestoreDialog file={file()} mode={mode()} onMode={setMode} onRestore={restore} onClose={() => setFile(null)} />
    </section>
  );
}

function RestoreDialog(props: {
  file: File | null;
  mode: RestoreMode;
  onMode: (mode: RestoreMode) => void;
  onRestore: (file: File | null) => void;
  onClose: () => void;
}) {
  const words = () => storageWords().restore;
  return (
    <TypedConfirm
      open={props.file !== null}
      title={words().dialog(props.file?.name ?? '')}
      word={props.mode === 'replace' ? storageWords().typed.replace : null}
      action={words().confirm}
      onConfirm={() => props.onRestore(props.file)}
      onClose={props.onClose}
    >
      <SegmentedControl<RestoreMode>
        label={words().mode}
        value={props.mode}
        options={(['merge', 'replace'] as const).map((value) => ({ value, label: words().modes[value] }))}
        onChange={props.onMode}
      />
      <p>{words()[props.mode]}</p>
    </TypedConfirm>
  );
}

/** Deletes everything. */
export function ClearSection() {
  const words = () => storageWords().clear;
  const [open, setOpen] = createSignal(false);
  return (
    <section class="stack tight" aria-label={words().title}>
      <h2>{words().title}</h2>
      <p>{words().text}</p>
      <div class="row">
        <Button kind="danger" disabled={backupWork() !== null} onClick={() => setOpen(true)}>
          {words().button}
        </Button>
      </div>
      <TypedConfirm
        open={open()}
        title={words().dialog}
        word={storageWords().typed.clear}
        action={words().confirm}
        onConfirm={() => void clearAll()}
        onClose={() => setOpen(false)}
      >
        <p>{words().confirmText(datasets()?.length ?? 0, models()?.length ?? 0)}</p>
      </TypedConfirm>
    </section>
  );
}

/** Progress of what is under way, if it is this. */
export function Working(props: { doing: BackupWork['doing']; label: string }) {
  const work = () => {
    const now = backupWork();
    return now?.doing === props.doing ? now : null;
  };
  return (
    <Show when={work()}>
      {(now) => (
        <Progress label={props.label} fraction={now().fraction} startedAt={now().startedAt} onStop={stopBackup} />
      )}
    </Show>
  );
}

/** The day here, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
