import { useNavigate } from '@solidjs/router';
import { createSignal, For, Index, onCleanup, Show } from 'solid-js';
import { Button, IconButton } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { Checkbox, TextInput } from '../../../components/Field';
import { NumberField } from '../../../components/NumberField';
import { Progress } from '../../../components/Progress';
import { rowWords } from '../../../i18n/rowWords';
import type { DatasetInfo } from '../../../stores/datasets';
import { renameParts, setParts } from '../../../stores/edits';
import { divide } from '../../../stores/rowActions';
import { rowsAddress } from '../../../stores/rowQuery';
import type { FindProgress } from '../../../stores/rowTable';
import { showToast } from '../../../stores/toasts';
import { attempt } from '../../attempt';

/** A part being planned; the share in per cent. */
interface Planned {
  readonly name: string;
  readonly share: number;
}

const MAX_PARTS = 10;

/** Divides a dataset into named parts, or shows those it has. */
export function PartsDialog(props: { dataset: DatasetInfo; onClose: () => void }) {
  const words = () => rowWords().parts;
  const [planning, setPlanning] = createSignal(props.dataset.parts === undefined);
  return (
    <Dialog open title={words().title} onClose={() => props.onClose()}>
      <Show
        when={planning() || props.dataset.parts === undefined}
        fallback={<Standing dataset={props.dataset} onAnew={() => setPlanning(true)} onClose={() => props.onClose()} />}
      >
        <Plan dataset={props.dataset} onDone={() => setPlanning(false)} />
      </Show>
    </Dialog>
  );
}

function Plan(props: { dataset: DatasetInfo; onDone: () => void }) {
  const words = () => rowWords().parts;
  const [parts, setPlanned] = createSignal<readonly Planned[]>([
    { name: words().suggested[0], share: 80 },
    { name: words().suggested[1], share: 20 },
  ]);
  const [seed, setSeed] = createSignal(0);
  const [together, setTogether] = createSignal(true);
  const [dividing, setDividing] = createSignal<(FindProgress & { readonly startedAt: number }) | null>(null);
  let stopping = new AbortController();
  onCleanup(() => stopping.abort()); // what nobody sees any more is not to overwrite what is divided next

  const change = (place: number, to: Partial<Planned>) =>
    setPlanned((all) => all.map((part, i) => (i === place ? { ...part, ...to } : part)));
  const sum = () => parts().reduce((all, { share }) => all + share, 0);
  const names = () => parts().map(({ name }) => name.trim());
  const nameError = () =>
    names().includes('') || new Set(names()).size < parts().length ? words().nameError : undefined;
  const sumError = () => (Number.isNaN(sum()) || Math.abs(sum() - 100) < 1e-6 ? undefined : words().sumError(sum()));
  const fits = () =>
    nameError() === undefined &&
    sumError() === undefined &&
    !Number.isNaN(seed()) &&
    parts().every(({ share }) => share > 0);

  const start = (event: SubmitEvent) => {
    event.preventDefault();
    if (!fits()) return;
    stopping = new AbortController();
    setDividing({ done: 0, total: 0, startedAt: performance.now() });
    void attempt(async () => {
      const plan = {
        parts: parts().map(({ name, share }) => ({ name: name.trim(), share: share / sum() })),
        seed: seed(),
        groupDuplicates: together(),
      };
      const report = (progress: FindProgress) => setDividing((now) => now && { ...now, ...progress });
      await divide(props.dataset.id, plan, report, stopping.signal);
      showToast(() => words().divided(plan.parts.length));
      props.onDone();
    }).finally(() => setDividing(null));
  };

  return (
    <Show
      when={dividing()}
      fallback={
        <form class="stack" onSubmit={start}>
          <p class="quiet">{words().intro}</p>
          <div class="stack tight">
            <Index each={parts()}>
              {(part, place) => (
                <div class="part-plan">
                  <TextInput
                    label={words().name(place + 1)}
                    labelHidden
                    value={part().name}
                    maxLength={60}
                    onInput={(name) => change(place, { name })}
                  />
                  <NumberField
                    label={words().share(place + 1)}
                    labelHidden
                    value={part().share}
                    above={0}
                    max={100}
                    onChange={(share) => change(place, { share: share ?? Number.NaN })}
                  />
                  <span class="quiet">%</span>
                  <Show when={parts().length > 2}>
                    <IconButton
                      icon="close"
                      label={words().drop(place + 1)}
                      onClick={() => setPlanned((all) => all.filter((_, i) => i !== place))}
                    />
                  </Show>
                </div>
              )}
            </Index>
            <Show when={nameError() ?? sumError()}>
              {(error) => (
                <p class="bad" role="alert">
                  {error()}
                </p>
              )}
            </Show>
            <Show when={parts().length < MAX_PARTS}>
              <div class="row flush">
                <Button
                  kind="ghost"
                  onClick={() =>
                    setPlanned((all) => [
                      ...all,
                      { name: words().suggested[all.length] ?? '', share: Math.max(0, Math.round(100 - sum())) || 10 },
                    ])
                  }
                >
                  {words().add}
                </Button>
              </div>
            </Show>
          </div>
          <NumberField
            label={words().seed}
            help={words().seedHelp}
            value={seed()}
            whole
            min={0}
            onChange={(value) => setSeed(value ?? Number.NaN)}
          />
          <Checkbox
            label={words().duplicates}
            help={words().duplicatesHelp}
            checked={together()}
            onChange={setTogether}
          />
          <p class="quiet">{words().stratified}</p>
          <div class="row">
            <Button kind="main" type="submit" disabled={!fits()}>
              {words().divide}
            </Button>
          </div>
        </form>
      }
    >
      {(now) => (
        <Progress
          label={words().dividing}
          fraction={now().total === 0 ? null : now().done / now().total}
          startedAt={now().startedAt}
          onStop={() => stopping.abort()}
        />
      )}
    </Show>
  );
}

/** The parts as they are: what is in them, their names, and the button that removes the division. */
function Standing(props: { dataset: DatasetInfo; onAnew: () => void; onClose: () => void }) {
  const words = () => rowWords().parts;
  const navigate = useNavigate();
  const parts = () => props.dataset.parts ?? [];
  const [names, setNames] = createSignal<readonly string[]>(parts().map(({ name }) => name));
  const changed = () => names().some((name, i) => name.trim() !== parts()[i]?.name);
  const wrong = () => {
    const trimmed = names().map((name) => name.trim());
    return trimmed.includes('') || new Set(trimmed).size < trimmed.length;
  };
  /** Settles once the names on screen are kept. */
  let renaming: Promise<unknown> = Promise.resolve();
  /** Goes to a page about a part, by the name that it has then. */
  const goTo = async (place: number, addressOf: (part: string) => string) => {
    await renaming;
    const part = parts()[place];
    if (part === undefined) return; // it was divided otherwise meanwhile
    props.onClose();
    navigate(addressOf(part.name));
  };
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    if (!changed() || wrong()) return;
    renaming = attempt(async () => {
      await renameParts(
        props.dataset.id,
        names().map((name) => name.trim()),
      );
      showToast(() => words().renamed);
    });
  };
  const remove = () =>
    attempt(async () => {
      await setParts(props.dataset.id, null);
      showToast(() => words().undivided);
      props.onClose();
    });
  return (
    <form class="stack" onSubmit={rename}>
      <p class="quiet">{words().now}</p>
      <ul class="stack">
        <For each={parts()}>
          {(part, place) => (
            <li class="part-standing">
              <TextInput
                label={words().name(place() + 1)}
                labelHidden
                value={names()[place()] ?? part.name}
                maxLength={60}
                onInput={(name) => setNames((all) => all.map((other, i) => (i === place() ? name : other)))}
              />
              <span class="quiet">{words().counts(part.rows, part.positives, part.negatives)}</span>
              <div class="row flush">
                <Button
                  kind="ghost"
                  onClick={() =>
                    void goTo(place(), (name) =>
                      rowsAddress(props.dataset.id, { filters: [{ kind: 'part', part: name }] }),
                    )
                  }
                >
                  {words().show}
                </Button>
                <Show when={part.positives > 0 && part.negatives > 0}>
                  <Button
                    kind="ghost"
                    onClick={() =>
                      void goTo(
                        place(),
                        (name) => `/train?${new URLSearchParams({ data: props.dataset.id, part: name })}`,
                      )
                    }
                  >
                    {words().train}
                  </Button>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={wrong()}>
        <p class="bad" role="alert">
          {words().nameError}
        </p>
      </Show>
      <div class="row">
        <Show when={changed()}>
          <Button kind="main" type="submit" disabled={wrong()}>
            {words().rename}
          </Button>
        </Show>
        <Button onClick={() => props.onAnew()}>{words().anew}</Button>
        <Button kind="danger" onClick={() => void remove()}>
          {words().undivide}
        </Button>
      </div>
    </form>
  );
}
