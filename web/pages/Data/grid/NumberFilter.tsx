import { createEffect, createSignal, on } from 'solid-js';
import { Button } from '../../../components/Button';
import { NumberField } from '../../../components/NumberField';
import { rowWords } from '../../../i18n/rowWords';
import type { RowFilter } from '../../../stores/rowQuery';

/** Rows whose number in a column is within a range; an empty field is no bound. */
export function NumberFilter(props: {
  /** Of the column. */
  name: string;
  column: number;
  filters: readonly RowFilter[];
  onAsk: (filters: readonly RowFilter[]) => void;
}) {
  const words = () => rowWords().filter;
  const isMine = (filter: RowFilter) => filter.kind === 'number' && filter.column === props.column;
  const [from, setFrom] = createSignal<number | null>(null);
  const [to, setTo] = createSignal<number | null>(null);
  createEffect(
    on(
      () => props.filters.find(isMine),
      (filter) => {
        setFrom(filter?.kind === 'number' ? filter.from : null);
        setTo(filter?.kind === 'number' ? filter.to : null);
      },
    ),
  );
  const order = () => {
    const [min, max] = [from(), to()];
    return min !== null && max !== null && max < min ? words().numberError : undefined;
  };
  const fine = () => !Number.isNaN(from()) && !Number.isNaN(to()) && order() === undefined;
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    if (!fine()) return;
    const none = from() === null && to() === null;
    const next: RowFilter[] = none ? [] : [{ kind: 'number', column: props.column, from: from(), to: to() }];
    props.onAsk([...props.filters.filter((filter) => !isMine(filter)), ...next]);
  };
  return (
    <form class="length-filter number-filter" onSubmit={apply}>
      <NumberField label={words().numberFrom(props.name)} value={from()} nullable onChange={setFrom} />
      <NumberField label={words().lengthTo} value={to()} nullable error={order()} onChange={setTo} />
      <Button type="submit" disabled={!fine()}>
        {words().find}
      </Button>
    </form>
  );
}
