import { A } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { type Column, Table } from '../../components/Table';
import { format } from '../../i18n';
import { storageWords } from '../../i18n/storageWords';
import { datasets, removedDatasets } from '../../stores/datasets';
import { models, removedModels } from '../../stores/models';
import { modelName } from '../Models/describe';

interface Kept {
  readonly name: string;
  readonly kind: 'dataset' | 'model' | 'rest';
  /** Null: it has no page. */
  readonly href: string | null;
  readonly bytes: number;
  readonly removed: boolean;
}

/** Datasets and models by size, then what is left of the browser's total. `used`: bytes; null: not known. */
export function SpaceTable(props: { used: number | null }) {
  const words = () => storageWords().list;
  const kept = createMemo((): Kept[] => {
    const data = (removed: boolean, list: ReturnType<typeof removedDatasets>) =>
      list.map(({ id, name, storedBytes }): Kept => {
        return { name, kind: 'dataset', href: removed ? null : `/data/${id}`, bytes: storedBytes, removed };
      });
    const learnt = (removed: boolean, list: ReturnType<typeof removedModels>) =>
      list.map((model): Kept => {
        const href = removed ? null : `/models?card=${model.id}`;
        return { name: modelName(model), kind: 'model', href, bytes: model.bytes, removed };
      });
    return [
      ...data(false, datasets() ?? []),
      ...data(true, removedDatasets()),
      ...learnt(false, models() ?? []),
      ...learnt(true, removedModels()),
    ].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  });
  const rest = () => (props.used === null ? null : props.used - kept().reduce((sum, { bytes }) => sum + bytes, 0));
  const rows = createMemo((): Kept[] => {
    const left = rest();
    if (left === null || left <= 0) return kept();
    return [...kept(), { name: words().rest, kind: 'rest', href: null, bytes: left, removed: false }];
  });
  const columns = (): Column<Kept>[] => [
    {
      head: words().name,
      rowHead: true,
      cell: (row) => (
        <Show when={row.kind !== 'rest'} fallback={<span class="quiet">{row.name}</span>}>
          <Show when={row.href} fallback={<bdi>{row.name}</bdi>}>
            {(href) => <A href={href()}>{row.name}</A>}
          </Show>
          <Show when={row.removed}>
            <span class="quiet"> · {words().removed}</span>
          </Show>
        </Show>
      ),
    },
    { head: words().kind, cell: ({ kind }) => (kind === 'rest' ? '' : words()[kind]) },
    { head: words().size, numeric: true, cell: ({ bytes }) => format().bytes(bytes) },
  ];
  return (
    <section class="stack tight" aria-label={words().title}>
      <h2>{words().title}</h2>
      <Show when={kept().length === 0}>
        <p class="quiet">{words().empty}</p>
      </Show>
      <Show when={rows().length > 0}>
        <Table columns={columns()} rows={rows()} caption={words().caption} captionHidden />
      </Show>
      <Show when={(rest() ?? 0) < 0}>
        <p class="quiet">{words().compressed}</p>
      </Show>
    </section>
  );
}
