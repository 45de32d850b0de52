import { type Component, createSignal, type JSX, Match, onCleanup, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Button } from '../components/Button';
import { focusHeading } from '../components/focusHeading';
import { Notice } from '../components/Notice';
import { t } from '../i18n';
import { hasUnsaved } from '../stores/unsaved';

/**
 * A page whose code is loaded when it is first opened. Unlike Solid's `lazy`, which keeps a failure for ever, a failed
 * load shows an error and can be tried again. And it suspends nothing: the router would hold the address back until the
 * code is there, and whatever is pressed meanwhile.
 */
export function lazyPage(load: () => Promise<{ default: Component }>): Component & { warmUp: () => void } {
  let loaded: Component | undefined;
  let coming: Promise<Component> | null = null;
  let attempts = 0;
  let failedUrl: string | undefined;
  const fetchCode = async () => {
    attempts++;
    try {
      return (await (failedUrl ? loadAfresh(failedUrl, attempts) : load())).default;
    } catch (error) {
      failedUrl ??= urlOfFailedModule(error);
      throw error;
    }
  };
  const warmUp = () => {
    coming = fetchCode();
    coming.catch(() => undefined); // reported by the page, which awaits it
  };
  const show = (): JSX.Element => {
    const [page, setPage] = createSignal(loaded);
    const [failed, setFailed] = createSignal(false);
    let gone = false;
    onCleanup(() => {
      gone = true;
    });
    const open = async () => {
      setFailed(false);
      try {
        const code = coming ?? fetchCode();
        coming = null;
        loaded ??= await code;
      } catch {
        setFailed(true);
        return;
      }
      if (gone) return;
      setPage(() => loaded);
      // The router has moved the focus to the page, which had no heading yet.
      if (document.activeElement?.id === 'page') focusHeading();
    };
    if (loaded === undefined) void open();
    const retry = () => {
      // A new page also gets the style sheets that failed, and the chunks of a newer version.
      if (navigator.onLine && !hasUnsaved()) location.reload();
      else void open();
    };
    return (
      <Switch fallback={<p class="quiet arriving">{t().common.loading}</p>}>
        <Match when={failed()}>
          <Notice
            kind="error"
            title={t().common.pageFailed}
            actions={<Button onClick={retry}>{t().common.retry}</Button>}
          >
            {t().common.pageFailedText}
          </Notice>
        </Match>
        <Match when={page()}>{(ready) => <Dynamic component={ready()} />}</Match>
      </Switch>
    );
  };
  return Object.assign(show, { warmUp });
}

/** The address in the message of a failed dynamic import, where the browser names it (Chromium and Firefox do). */
function urlOfFailedModule(error: unknown): string | undefined {
  const url = /https?:\/\/\S+\.js/.exec(error instanceof Error ? error.message : '')?.[0];
  return url?.startsWith(`${location.origin}/`) ? url : undefined;
}

/** Chromium remembers that a module could not be fetched for as long as the page lives, so another address is asked. */
function loadAfresh(url: string, attempt: number): Promise<{ default: Component }> {
  return import(/* @vite-ignore */ `${url}?attempt=${attempt}`);
}
