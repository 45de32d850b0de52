import { A, useLocation } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { Button } from '../components/Button';
import { Brand, Icon } from '../components/Icon';
import { format, t } from '../i18n';
import { offlineReady, online, storage } from '../stores/device';
import { hostOf, server } from '../stores/server/kept';
import { markOf, type RoomMark } from '../stores/tasks/atRoom';
import { routes } from './routes';

/**
 * Links to the pages, each with what works or has ended there, and below them what runs (`tray`) and where data is
 * kept. On a phone only the links, along the bottom.
 */
export function Rail(props: { onSettings: () => void; tray?: JSX.Element }) {
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
                  <Show
                    when={
                      route.id !== 'models' && route.id !== 'compare' && route.id !== 'tasks' ? markOf(route.id) : null
                    }
                  >
                    {(mark) => <Mark mark={mark()} />}
                  </Show>
                </a>
              </li>
            )}
          </For>
        </ul>
      </nav>
      {props.tray}
      <div class="foot">
        <A class="place" href="/server">
          <span class="dot" />
          {placeText()}
        </A>
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

/** How far the task of a page is, or how it ended. */
function Mark(props: { mark: RoomMark }) {
  const words = () => t().common.tasks;
  const far = () => (props.mark.is === 'working' ? props.mark.fraction : null);
  return (
    <span class={`task-mark ${props.mark.is}`}>
      <Show
        when={props.mark.is === 'working'}
        fallback={
          <>
            <Icon name={props.mark.is === 'done' ? 'done' : 'warn'} />
            <span class="hidden">{props.mark.is === 'done' ? words().finished : words().failedMark}</span>
          </>
        }
      >
        {/* The numbers change all the time: they are for the eye. */}
        <span aria-hidden="true">{far() === null ? '…' : format().percent(Math.floor((far() ?? 0) * 100) / 100)}</span>
        <span class="hidden">{words().working}</span>
      </Show>
    </span>
  );
}

/** Where what a person makes is kept, or may be sent to. */
function placeText(): string {
  const chosen = server();
  return chosen === null ? t().common.place : t().common.placeWith(hostOf(chosen.address));
}

/** True if `path` is the route or below it. */
function isIn(path: string, route: string): boolean {
  return path === route || (route !== '/' && path.startsWith(`${route}/`));
}

function offlineText(ready: boolean | null): string {
  if (ready === null) return t().common.needsNetwork;
  return ready ? t().common.readyOffline : t().common.gettingReady;
}
