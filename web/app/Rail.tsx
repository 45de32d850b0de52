import { A, useLocation } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Button } from '../components/Button';
import { Brand, Icon } from '../components/Icon';
import { t } from '../i18n';
import { offlineReady, online, storage } from '../stores/device';
import { rooms } from './routes';

/** The rooms, and below them where things are kept. On a phone: the rooms alone, along the bottom. */
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
          <For each={rooms}>
            {(room) => (
              <li>
                <a href={room.path} aria-current={isIn(location.pathname, room.path) ? 'page' : undefined}>
                  <Icon name={room.id} />
                  <span>{t().common.pages[room.id]}</span>
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

/** True if `path` is the room's page or one within it. */
function isIn(path: string, room: string): boolean {
  return path === room || (room !== '/' && path.startsWith(`${room}/`));
}

function offlineText(ready: boolean | null): string {
  if (ready === null) return t().common.needsNetwork;
  return ready ? t().common.readyOffline : t().common.gettingReady;
}
