import { A, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router';
import { createEffect, createSignal, ErrorBoundary, type JSX, on, Show, Suspense } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { Button, IconButton } from '../components/Button';
import { Brand } from '../components/Icon';
import { createMediaQuery } from '../components/mediaQuery';
import { Notice } from '../components/Notice';
import { Toaster } from '../components/Toaster';
import { sentence, t } from '../i18n';
import { offlineReady, online, updateReady } from '../stores/device';
import { storageFault } from '../stores/storageFault';
import { dismissToast, holdToasts, toasts } from '../stores/toasts';
import { DropTarget } from './DropTarget';
import { FileHandlers } from './FileHandlers';
import { Rail } from './Rail';
import { SettingsDialog } from './SettingsDialog';
import { TaskMessages } from './TaskMessages';
import { TaskTray } from './TaskTray';
import { UpdateNotice } from './UpdateNotice';
import { WindowTitle } from './WindowTitle';

/** The rail, the page beside it, and over them what runs and the messages. */
export function Frame(
  props: RouteSectionProps & {
    /** The page that is shown in place of all that need what is kept here, when that cannot be opened. */
    rescue: JSX.Element;
  },
) {
  const location = useLocation();
  const navigate = useNavigate();
  const [settingsOpen, setSettingsOpen] = createSignal(false);
  const narrow = createMediaQuery('(max-width: 760px)');
  let page: HTMLElement | undefined;

  // A new page starts at its top, and keyboards and screen readers start at its heading.
  createEffect(
    on(
      () => location.pathname,
      () => {
        window.scrollTo(0, 0);
        (page?.querySelector('h1') ?? page)?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );

  // It opens by itself, once; scoring needs nothing that is kept here, so its page can still be gone to.
  createEffect(
    on(storageFault, (fault, before) => {
      if (fault !== null && before == null && location.pathname === '/') navigate('/storage/check');
    }),
  );
  const replaced = () => storageFault() !== null && location.pathname !== '/';

  return (
    <>
      <button type="button" class="skip" onClick={() => page?.focus()}>
        {t().common.skip}
      </button>
      <div class="app">
        <header class="topbar">
          <A class="brand" href="/" aria-label="Moderato">
            <Brand />
            <span>Moderato</span>
          </A>
          <IconButton icon="settings" label={t().common.settings.title} onClick={() => setSettingsOpen(true)} />
        </header>
        <Show when={narrow()}>
          <TaskTray />
        </Show>
        <Rail onSettings={() => setSettingsOpen(true)} tray={narrow() ? undefined : <TaskTray />} />
        <main class="page" id="page" tabindex="-1" ref={page}>
          <Show when={updateReady()}>
            <UpdateNotice />
          </Show>
          <Show when={!online() && offlineReady() !== true}>
            <div class="update">
              <Notice kind="warn" title={t().common.offlineNotReady}>
                {t().common.offlineMissing}
              </Notice>
            </div>
          </Show>
          <ErrorBoundary fallback={(error, reset) => <Failed error={error} onRetry={reset} />}>
            <Suspense fallback={<p class="quiet">{t().common.loading}</p>}>
              <Show when={replaced()} fallback={props.children}>
                {props.rescue}
              </Show>
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <WindowTitle />
      <TaskMessages />
      <FileHandlers />
      <DropTarget />
      <SettingsDialog open={settingsOpen()} onClose={() => setSettingsOpen(false)} />
      <Toaster toasts={toasts()} onDismiss={dismissToast} onHold={holdToasts} />
    </>
  );
}

/** A page that threw. The frame stays, so the other pages can be reached. */
function Failed(props: { error: unknown; onRetry: () => void }) {
  return (
    <Notice
      kind="error"
      title={t().common.failed}
      actions={<Button onClick={() => props.onRetry()}>{t().common.retry}</Button>}
    >
      {sentence(toCodedError(props.error))}
    </Notice>
  );
}
