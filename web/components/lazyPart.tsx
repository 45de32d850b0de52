import { type Component, type JSX, Match, Suspense, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { t } from '../i18n';
import { Button } from './Button';
import { lateCode, openLate } from './lateCode';
import { Notice } from './Notice';

/**
 * A part of a page whose code is loaded when it is first shown. Unlike Solid's `lazy`, which takes the page with it and
 * keeps a failure for ever, a failed load shows an error in the part's place, and can be tried again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: Component<Props> }>,
  /** Shown until the code is there. */
  waiting: () => JSX.Element = () => <p class="quiet">{t().common.loading}</p>,
): Component<Props> {
  const code = lateCode(load);
  return (props) => {
    const { component, failed, open } = openLate(code);
    return (
      <Switch fallback={waiting()}>
        <Match when={failed()}>
          <Notice
            kind="error"
            title={t().common.partFailed}
            actions={<Button onClick={() => void open()}>{t().common.retry}</Button>}
          >
            {t().common.pageFailedText}
          </Notice>
        </Match>
        <Match when={component()}>
          {(ready) => (
            <Suspense fallback={waiting()}>
              <Dynamic component={ready()} {...props} />
            </Suspense>
          )}
        </Match>
      </Switch>
    );
  };
}
