import { type Component, createResource, type JSX, Match, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Button } from '../components/Button';
import { Notice } from '../components/Notice';
import { t } from '../i18n';
import { hasUnsaved } from '../stores/unsaved';

/**
 * A page whose code is loaded when it is first opened. Unlike Solid's `lazy`, which keeps a failure for ever, a failed
 * load shows an error and can be tried again.
 */
export function lazyPage(load: () => Promise<{ default: Component }>): Component {
  let loaded: Component | undefined;
  let attempts = 0;
  let failedUrl: string | undefined;
  const once = async () => {
    attempts++;
    try {
      loaded ??= (await (failedUrl ? loadAfresh(failedUrl, attempts) : load())).default;
    } catch (error) {
      failedUrl ??= urlOfFailedModule(error);
      throw error;
    }
    return { page: loaded };
  };
  return (): JSX.Element => {
    const [module, { refetch }] = createResource(once);
    const retry = () => {
      // A new page also gets the style sheets that failed, and the chunks of a newer version.
      if (navigator.onLine && !hasUnsaved()) location.reload();
      else void refetch();
    };
    return (
      <Switch>
        <Match when={module.error !== undefined}>
          <Notice
            kind="error"
            title={t().common.pageFailed}
            actions={<Button onClick={retry}>{t().common.retry}</Button>}
          >
            {t().common.pageFailedText}
          </Notice>
        </Match>
        <Match when={module()}>{(ready) => <Dynamic component={ready().page} />}</Match>
      </Switch>
    );
  };
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
