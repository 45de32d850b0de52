import { createSignal, For, Show } from 'solid-js';
import { t } from '../i18n';
import { Button } from './Button';
import { Confirm } from './Dialog';
import { Notice } from './Notice';

/** A stored record that cannot be used. */
export interface DamagedItem {
  readonly name: string | null;
  /** What is wrong with it. */
  readonly problem: string;
}

/** Records that cannot be used: they can be saved as they are, and deleted. Renders nothing if there are none. */
export function DamagedList<Item extends DamagedItem>(props: {
  items: readonly Item[];
  onSave: (item: Item) => void;
  onDelete: (item: Item) => void;
}) {
  const words = () => t().common.damaged;
  const removed = () => t().common.recentlyRemoved;
  const [deleting, setDeleting] = createSignal<Item | null>(null);
  const nameOf = (item: DamagedItem | null) => item?.name ?? words().unnamed;
  return (
    <Show when={props.items.length > 0}>
      <Notice kind="warn" title={words().title}>
        <p>{words().help}</p>
        <ul class="stack tight">
          <For each={props.items}>
            {(item) => (
              <li class="row">
                <span class="kept-name">
                  <bdi title={nameOf(item)}>{nameOf(item)}</bdi> <span class="quiet">{item.problem}</span>
                </span>
                <span class="sp" />
                <Button aria-label={`${words().save}: ${nameOf(item)}`} onClick={() => props.onSave(item)}>
                  {words().save}
                </Button>
                <Button
                  kind="ghost"
                  aria-label={`${removed().deleteNow}: ${nameOf(item)}`}
                  // A function is what a signal would call to compute the next value.
                  onClick={() => setDeleting(() => item)}
                >
                  {removed().deleteNow}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Notice>
      <Confirm
        open={deleting() !== null}
        title={removed().confirmTitle(nameOf(deleting()))}
        text={removed().confirmText}
        action={removed().deleteNow}
        danger
        onConfirm={() => {
          const item = deleting();
          if (item !== null) props.onDelete(item);
        }}
        onClose={() => setDeleting(null)}
      />
    </Show>
  );
}
