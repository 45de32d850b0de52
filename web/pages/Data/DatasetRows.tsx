import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/errors';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { NumberInput } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { Said } from '../../components/Said';
import { format, sentence, t } from '../../i18n';
import { type DatasetInfo, type DatasetRow, readRows } from '../../stores/datasets';
import { shortened } from './shortened';

const PAGE_ROWS = 20;
/** Longer comments are cut on screen; a page of 20 must not lay out megabytes. */
const LETTERS_SHOWN = 600;

/** The comments of a dataset, a page at a time; only the chunks on screen are read. */
export function DatasetRows(props: { dataset: DatasetInfo }) {
  const words = () => t().data.rows;
  const [from, setFrom] = createSignal(0);
  const [rows, setRows] = createSignal<readonly DatasetRow[] | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [wanted, setWanted] = createSignal<number | null>(null);

  createEffect(
    on([() => props.dataset.id, from], async ([id, first]) => {
      const current = () => props.dataset.id === id && from() === first;
      try {
        const read = await readRows(id, first, PAGE_ROWS);
        if (!current()) return;
        setRows(read);
        setError(null);
      } catch (failure) {
        if (current()) setError(toCodedError(failure));
      }
    }),
  );

  const lastPage = () => Math.max(0, Math.floor((props.dataset.rows - 1) / PAGE_ROWS) * PAGE_ROWS);
  const wantedIsFine = () => {
    const row = wanted();
    return row !== null && Number.isInteger(row) && row >= 1 && row <= props.dataset.rows;
  };
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    const row = wanted();
    if (row !== null && wantedIsFine()) setFrom(Math.floor((row - 1) / PAGE_ROWS) * PAGE_ROWS);
  };

  return (
    <div class="stack tight rows">
      <Show when={error()}>{(failure) => <Notice kind="error">{sentence(failure())}</Notice>}</Show>
      <Show when={rows()} fallback={<p class="quiet">{t().common.loading}</p>}>
        {(shown) => (
          <section class="rows-scroll" tabindex="0" aria-label={words().caption(props.dataset.name)}>
            <table class="table">
              <caption class="hidden">{words().caption(props.dataset.name)}</caption>
              <thead>
                <tr>
                  <th scope="col" class="num">
                    {words().row}
                  </th>
                  <th scope="col">{words().label}</th>
                  <th scope="col">{words().comment}</th>
                </tr>
              </thead>
              <tbody>
                <For each={shown()}>{(row) => <Row row={row} />}</For>
              </tbody>
            </table>
          </section>
        )}
      </Show>
      <div class="row pager">
        <Button disabled={from() === 0} onClick={() => setFrom(Math.max(0, from() - PAGE_ROWS))}>
          {words().previous}
        </Button>
        <Button disabled={from() >= lastPage()} onClick={() => setFrom(from() + PAGE_ROWS)}>
          {words().next}
        </Button>
        <span class="quiet" role="status">
          {words().range(from() + 1, Math.min(from() + PAGE_ROWS, props.dataset.rows), props.dataset.rows)}
        </span>
        <span class="sp" />
        <Show when={props.dataset.rows > PAGE_ROWS}>
          <form class="row go-to" onSubmit={go}>
            <NumberInput
              label={words().goTo}
              labelHidden
              placeholder={words().goTo}
              value={wanted()}
              min={1}
              max={props.dataset.rows}
              step={1}
              onChange={setWanted}
              onEmpty={() => setWanted(null)}
            />
            <Button type="submit" disabled={!wantedIsFine()}>
              {words().go}
            </Button>
          </form>
        </Show>
      </div>
    </div>
  );
}

function Row(props: { row: DatasetRow }) {
  const words = () => t().data.rows;
  const long = () => props.row.text.length > LETTERS_SHOWN;
  const shown = () => shortened(props.row.text, LETTERS_SHOWN);
  return (
    <tr>
      <td class="num">{format().number(props.row.row + 1)}</td>
      <td>
        <Show when={props.row.label !== null} fallback={<ClassMark kind="unlabelled">{words().unlabelled}</ClassMark>}>
          <ClassMark kind={props.row.label === 1 ? 'toxic' : 'other'} />
        </Show>
      </td>
      <td class="wide">
        <Show when={props.row.text !== ''} fallback={<span class="quiet">{words().empty}</span>}>
          <Said offensive={props.row.label !== 0}>{shown()}</Said>
          <Show when={long()}>
            <span class="quiet"> ({words().long(props.row.text.length)})</span>
          </Show>
        </Show>
      </td>
    </tr>
  );
}
