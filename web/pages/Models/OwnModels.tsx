import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Select, TextInput } from '../../components/Field';
import { language, t } from '../../i18n';
import { type ModelRecord, removeAllModels, restoreModel } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { arrange, ORDERS, type Order } from './arrange';
import { kindText, mainFigure, modelName } from './describe';
import { ModelCard } from './ModelCard';
import { SelectedBar } from './SelectedBar';

/** Fewer are seen at a glance. */
const SEARCHED_FROM = 6;
/** Cards made at once; the others follow a batch at a time, so that a long list opens as fast as a short one. */
const BATCH = 16;

/** The models that a person made or imported: to find, order, and select. */
export function OwnModels(props: { models: readonly ModelRecord[]; onRemove: () => void }) {
  const words = () => t().models.list;
  const [query, setQuery] = createSignal('');
  const [order, setOrder] = createSignal<Order>('newest');
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [confirming, setConfirming] = createSignal(false);

  const byId = createMemo(() => new Map(props.models.map((model) => [model.id, model])));
  const ids = createMemo(() => {
    const listed = props.models.map((model) => ({
      id: model.id,
      name: modelName(model),
      createdAt: model.createdAt,
      bytes: model.bytes,
      figure: mainFigure(model),
      text: [kindText(model.manifest), ...model.manifest.labels, model.datasetName ?? '', model.notes].join(' '),
    }));
    const { compare } = new Intl.Collator(language(), { numeric: true });
    return arrange(listed, query(), order(), compare).map(({ id }) => id);
  });
  const chosen = createMemo(() => props.models.filter(({ id }) => selected().has(id)));
  const select = (id: string, on: boolean) => {
    const next = new Set(selected());
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };

  const [made, setMade] = createSignal(BATCH);
  createEffect(
    on([made, () => ids().length], ([count, all]) => {
      if (count >= all) return;
      const timer = setTimeout(() => setMade(count + BATCH));
      onCleanup(() => clearTimeout(timer));
    }),
  );

  const removeAll = () => {
    setConfirming(false);
    void attempt(async () => {
      const removed = await removeAllModels();
      props.onRemove();
      showToast(
        () => t().models.removedAll(removed.length),
        () => {
          for (const id of removed) void attempt(() => restoreModel(id));
        },
      );
    });
  };

  return (
    <>
      <Show when={props.models.length > 1}>
        <div class="row list-tools">
          <Show when={props.models.length >= SEARCHED_FROM}>
            <TextInput
              label={words().filter}
              labelHidden
              placeholder={words().filter}
              value={query()}
              onInput={setQuery}
            />
          </Show>
          <Select<Order>
            label={words().order}
            labelHidden
            value={order()}
            options={ORDERS.map((value) => ({ value, label: words().orders[value] }))}
            onChange={setOrder}
          />
          <span class="sp" />
          <Button kind="ghost" onClick={() => setConfirming(true)}>
            {t().models.removeAll}
          </Button>
        </div>
      </Show>
      <Show when={chosen().length > 0}>
        <SelectedBar
          models={chosen()}
          total={ids().length}
          onSelectAll={() => setSelected(new Set(ids()))}
          onClear={() => setSelected(new Set<string>())}
          onRemoved={() => {
            setSelected(new Set<string>());
            props.onRemove();
          }}
        />
      </Show>
      <Show when={ids().length === 0 && props.models.length > 0}>
        <p class="quiet" role="status">
          {words().none}
        </p>
      </Show>
      <ul class="stack own-models">
        <For each={ids().slice(0, made())}>
          {(id) => (
            <Show when={byId().get(id)}>
              {(model) => (
                <ModelCard
                  model={model()}
                  onRemove={props.onRemove}
                  selected={selected().has(id)}
                  onSelect={props.models.length > 1 ? (on) => select(id, on) : undefined}
                />
              )}
            </Show>
          )}
        </For>
      </ul>
      <Dialog
        open={confirming()}
        title={words().confirmAll.title}
        onClose={() => setConfirming(false)}
        actions={
          <>
            <Button onClick={() => setConfirming(false)}>{t().common.cancel}</Button>
            <Button kind="danger" onClick={removeAll}>
              {words().confirmAll.action}
            </Button>
          </>
        }
      >
        <p>{words().confirmAll.text(props.models.length)}</p>
      </Dialog>
    </>
  );
}
