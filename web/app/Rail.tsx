import { A, useLocation } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Button } from '../components/Button';
import { Brand, Icon } from '../components/Icon';
import { t } from '../i18n';
import { offlineReady, online, storage } from '../stores/device';
import { routes } from './routes';

/** Links to the pages, and below them where data is kept. On a phone only the links, along the bottom. */
export function Rail(props: { onSettings: () => void }) {
  const location = useLocation();
  return (
    <aside class="rail" aria-label="Moderato">
      <A class="brand" href="/" aria-label="Moderato">
        <Brand />
        <span>Moderato</span>
      </A>
      <nav aria-label={t().common.pagesLabel}>
        <ul class="routes">
          <For each={routes}>
            {(route) => (
              <li>
                <a href={route.path} aria-current={isIn(location.pathname, route.path) ? 'page' : undefined}>
                  <Icon name={route.id} />
                  <span>{t().common.pages[route.id]}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <div class="foot">
        <span class="place">
          <span class="dot" />
          {t().common.place}
        </span>
        <Show
          when={online()}
          fallback={<span>{offlineReady() ? t().common.offline : t().common.offlineNotReady}</span>}
        >
          <span>{offlineText(offlineReady())}</span>
        </Show>
        <Show when={storage()}>{(kept) => <span>{t().common.storageUsed(kept().usage, kept().quota)}</span>}</Show>
        <Button kind="ghost" icon="settings" onClick={() => props.onSettings()}>
          {t().common.settings.title}
        </Button>
      </div>
    </aside>
  );
}

/** True if `path` is the route or below it. */
function isIn(path: string, route: string): boolean {
  return path === route || (route !== '/' && path.startsWith(`${route}/`));
}

function offlineText(ready: boolean | null): string {
  if (ready === null) return t().common.needsNetwork;
  return ready ? t().common.readyOffline : t().common.gettingReady;
}
