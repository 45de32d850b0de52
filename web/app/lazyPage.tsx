import { type Component, type JSX, Match, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Button } from '../components/Button';
import { focusHeading } from '../components/focusHeading';
import { lateCode, openLate } from '../components/lateCode';
import { Notice } from '../components/Notice';
import { t } from '../i18n';
import { hasUnsaved } from '../stores/unsaved';

/**
 * A page whose code is loaded when it is first opened. Unlike Solid's `lazy`, which keeps a failure for ever, a failed
 * load shows an error and can be tried again. And it suspends nothing: the router would hold the address back until the
 * code is there, and whatever is pressed meanwhile.
 */
export function lazyPage(load: () => Promise<{ default: Component }>): Component & { warmUp: () => void } {
  const code = lateCode(load);
  const show = (): JSX.Element => {
    const { component, failed, open } = openLate(code, () => {
      // The router has moved the focus to the page, which had no heading yet.
      if (document.activeElement?.id === 'page') focusHeading();
    });
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
        <Match when={component()}>{(ready) => <Dynamic component={ready()} />}</Match>
      </Switch>
    );
  };
  return Object.assign(show, { warmUp: code.warmUp });
}
