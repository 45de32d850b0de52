import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { Button } from '../../components/Button';
import { Confirm } from '../../components/Dialog';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { saveFile } from '../../components/saveFile';
import { sentence, t } from '../../i18n';
import { storageWords } from '../../i18n/storageWords';
import {
  backupEnd,
  backupWork,
  checkStorage,
  type Damage,
  deleteFound,
  type Finding,
  saveBackup,
  saveRawParts,
  startAnew,
} from '../../stores/backup';
import { storageFault, tryStorageAgain } from '../../stores/storageFault';
import { BackupNotice, today, Working } from './BackupSections';
import { TypedConfirm } from './TypedConfirm';

/**
 * Checks what is kept on this device. It also opens by itself, in place of the other pages, when the database cannot be
 * used: it says why, saves what can be read, and can start anew.
 */
export default function Check() {
  const words = () => storageWords().check;
  const fault = () => storageFault()?.params.fault ?? null;
  const title = () => {
    const kind = fault();
    return kind === null ? words().title : words().faults[kind];
  };
  return (
    <>
      <PageHead tab={words().tab} title={title()} intro={fault() === null ? words().intro : words().meanwhile} />
      <div class="stack wide">
        <Show when={storageFault()} fallback={<CheckSection />}>
          {(error) => (
            <Notice
              kind="error"
              actions={
                <Show
                  when={fault() === 'newer'}
                  fallback={<Button onClick={() => void tryStorageAgain()}>{t().common.retry}</Button>}
                >
                  <Button kind="main" onClick={() => location.reload()}>
                    {words().reload}
                  </Button>
                </Show>
              }
            >
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Ends />
        <SaveSection readable={fault() === null || fault() === 'newer' || fault() === 'incomplete'} />
        <Show when={fault() !== null && fault() !== 'blocked'}>
          <AnewSection />
        </Show>
      </div>
    </>
  );
}

/** How the last work ended. */
function Ends() {
  const words = () => storageWords().check;
  const raw = () => {
    const end = backupEnd();
    return end?.did === 'saved-raw' ? end : null;
  };
  const refused = () => {
    const end = backupEnd();
    return end?.did === 'failed' && end.what === 'clear';
  };
  return (
    <>
      <BackupNotice />
      <Show when={refused() && storageFault() !== null}>
        <p>{words().anewFailed}</p>
      </Show>
      <Show when={raw()}>
        {(end) => (
          <Notice kind={end().unread.length > 0 ? 'warn' : 'info'}>
            {words().rawDone(end().records, end().bytes, end().unread.length)}
          </Notice>
        )}
      </Show>
    </>
  );
}

/** Reads everything, and lists what is damaged. */
function CheckSection() {
  const words = () => storageWords().check;
  const checked = () => {
    const end = backupEnd();
    return end?.did === 'checked' ? end : null;
  };
  const [deleting, setDeleting] = createSignal<Finding | null>(null);
  const nameOf = (finding: Finding | null) => finding?.name ?? finding?.id ?? words().unnamed;
  return (
    <section class="stack tight" aria-label={words().title}>
      <Working doing="check" label={words().working} />
      <Show when={checked()}>
        {(end) => (
          <Show
            when={end().findings.length > 0}
            fallback={<Notice>{words().fine(end().datasets, end().models)}</Notice>}
          >
            <Notice kind="warn" title={words().found(end().findings.length)}>
              <p>{words().foundHelp}</p>
              <ul class="stack tight">
                <For each={end().findings}>
                  {(finding) => (
                    <li class="row">
                      <span class="kept-name">
                        {words().kinds[finding.kind]} <bdi>{nameOf(finding)}</bdi>:{' '}
                        <span class="quiet">
                          <DamageText damage={finding.damage} />
                        </span>
                      </span>
                      <span class="sp" />
                      <Show when={finding.id !== null}>
                        <Button
                          kind="ghost"
                          disabled={backupWork() !== null}
                          aria-label={`${words().delete}: ${nameOf(finding)}`}
                          // A function is what a signal would call to compute the next value.
                          onClick={() => setDeleting(() => finding)}
                        >
                          {words().delete}
                        </Button>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Notice>
          </Show>
        )}
      </Show>
      <div class="row">
        <Button
          kind={checked() === null ? 'main' : undefined}
          disabled={backupWork() !== null}
          onClick={() => void checkStorage()}
        >
          {checked() === null ? words().run : words().again}
        </Button>
      </div>
      <Confirm
        open={deleting() !== null}
        title={words().deleteTitle(nameOf(deleting()))}
        text={words().deleteText}
        action={words().delete}
        danger
        onConfirm={() => {
          const finding = deleting();
          if (finding !== null) void deleteFound(finding);
        }}
        onClose={() => setDeleting(null)}
      />
    </section>
  );
}

function DamageText(props: { damage: Damage }) {
  const words = () => storageWords().check;
  const text = () => {
    const { damage } = props;
    switch (damage.what) {
      case 'record':
        return words().record(damage.reason);
      case 'rows':
        return words().rows(damage.column, damage.from, damage.to, damage.pieces);
      case 'file':
        return words().file[damage.reason];
    }
  };
  return <>{text()}</>;
}

/** A backup of what is whole, and all records as they are. */
function SaveSection(props: { readable: boolean }) {
  const words = () => storageWords().check;
  return (
    <section class="stack tight" aria-label={words().save}>
      <h2>{words().save}</h2>
      <Switch>
        <Match when={!props.readable}>
          <p>{words().saveNothing}</p>
        </Match>
        <Match when={props.readable}>
          <p>{words().saveText}</p>
          <p class="quiet">{storageWords().save.warning}</p>
          <Working doing="save" label={storageWords().save.working} />
          <Working doing="saveRaw" label={words().savingRaw} />
          <div class="row">
            <Button
              kind={storageFault() === null ? undefined : 'main'}
              disabled={backupWork() !== null}
              onClick={() => void saveBackup(`${storageWords().save.fileName(today())}.zip`, saveFile)}
            >
              {words().backup}
            </Button>
            <Button
              disabled={backupWork() !== null}
              onClick={() => void saveRawParts(`${words().rawFile(today())}.zip`, saveFile)}
            >
              {words().raw}
            </Button>
          </div>
        </Match>
      </Switch>
    </section>
  );
}

/** Deletes the database. */
function AnewSection() {
  const words = () => storageWords().check;
  const [open, setOpen] = createSignal(false);
  return (
    <section class="stack tight" aria-label={words().anew}>
      <h2>{words().anew}</h2>
      <p>{words().anewText}</p>
      <div class="row">
        <Button kind="danger" disabled={backupWork() !== null} onClick={() => setOpen(true)}>
          {words().anewButton}
        </Button>
      </div>
      <TypedConfirm
        open={open()}
        title={words().anewTitle}
        word={storageWords().typed.clear}
        action={words().anew}
        onConfirm={() => void startAnew()}
        onClose={() => setOpen(false)}
      >
        <p>{words().anewConfirm}</p>
      </TypedConfirm>
    </section>
  );
}
