import { createSignal, For, Show } from 'solid-js';
import { t } from '../i18n';
import { Button } from './Button';
import { Confirm } from './Dialog';

/** Something that was removed and can be restored. */
export interface RemovedItem {
  readonly id: string;
  readonly name: string;
  /** What else distinguishes it from others of that name. */
  readonly detail: string;
  /** Whole days for which it can still be restored. */
  readonly daysLeft: number;
}

/** What was removed, with buttons to restore or delete it; renders nothing if there is none. */
export function RemovedList(props: {
  items: readonly RemovedItem[];
  onRestore: (id: string) => void;
  onDelete: (id: string) => void;
}) {
  const words = () => t().common.recentlyRemoved;
  const [deleting, setDeleting] = createSignal<RemovedItem | null>(null);
  return (
    <Show when={props.items.length > 0}>
      <details class="more recently-removed">
        <summary>{words().title(props.items.length)}</summary>
        <p class="quiet">{words().help}</p>
        <ul class="stack tight">
          <For each={props.items}>
            {(item) => (
              <li class="row">
                <span class="kept-name">
                  <bdi title={item.name}>{item.name}</bdi>{' '}
                  <span class="quiet">
                    {item.detail} · {words().daysLeft(item.daysLeft)}
                  </span>
                </span>
                <span class="sp" />
                <Button aria-label={`${words().restore}: ${item.name}`} onClick={() => props.onRestore(item.id)}>
                  {words().restore}
                </Button>
                <Button
                  kind="ghost"
                  aria-label={`${words().deleteNow}: ${item.name}`}
                  onClick={() => setDeleting(item)}
                >
                  {words().deleteNow}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </details>
      <Confirm
        open={deleting() !== null}
        title={words().confirmTitle(deleting()?.name ?? '')}
        text={words().confirmText}
        action={words().deleteNow}
        danger
        onConfirm={() => {
          const item = deleting();
          if (item !== null) props.onDelete(item.id);
        }}
        onClose={() => setDeleting(null)}
      />
    </Show>
  );
}
