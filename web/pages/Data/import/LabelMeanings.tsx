import { createMemo, Index, Match, Show, Switch } from 'solid-js';
import type { TallyJudgement } from '#shared/data/guess/labelTally';
import type { Cut, Meaning } from '#shared/data/guess/meaning';
import type { LabelReading } from '#shared/data/importReport';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Field';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { importWords } from '../../../i18n/importWords';
import { chooseLabels, chooseLabelsOf, type Draft, setMeanings, turnColumn } from '../../../stores/importDraft';
import { LabelCut } from './LabelCut';
import { histogramOf, isNumber, type ValueRow, valueRows } from './labelValues';
import { MeaningGrid } from './MeaningGrid';

/** Different numbers up to which each can have its own meaning in addition to a cut. */
const FEW_NUMBERS = 2;

/** What the labels mean: every value of the whole file, numbers by a cut or one by one, and which way round. */
export function LabelMeanings(props: {
  draft: Draft;
  judged: TallyJudgement;
  /** Changes when somebody asks for the first value that is not decided yet. */
  askedFor: number;
}) {
  const words = () => importWords();
  /** Columns in which a value means the same: those that are turned round have a table of their own. */
  const groups = createMemo(() =>
    [false, true]
      .map((inverted) => props.judged.labelling.filter((reading) => reading.inverted === inverted))
      .filter((readings) => readings.length > 0),
  );
  const asking = () =>
    groups().findIndex((readings) => readings.some(({ values }) => values.some(({ meaning }) => meaning === 'ask')));
  return (
    <div class="stack tight">
      <Show when={props.judged.labelling.length > 1}>
        <Turned labelling={props.judged.labelling} />
      </Show>
      {/* By place, so that a grid stays, and keeps the focus, when one of its values is set. */}
      <Index each={groups()}>
        {(readings, place) => (
          <MeaningsOf readings={readings()} askedFor={place === Math.max(0, asking()) ? props.askedFor : 0} />
        )}
      </Index>
      <Show when={props.draft.choices.label !== undefined}>
        <div class="flush">
          <Button kind="ghost" onClick={() => chooseLabels(undefined)}>
            {words().values.reset}
          </Button>
        </div>
      </Show>
    </div>
  );
}

/** The values of columns that are read alike. */
function MeaningsOf(props: { readings: readonly LabelReading[]; askedFor: number }) {
  const words = () => importWords();
  const names = () => props.readings.map(({ name }) => name);
  const rows = createMemo(() => valueRows(props.readings));
  const numbers = createMemo(() => rows().filter(({ value }) => isNumber(value)));
  const cut = (): Cut | null => props.readings.find(({ scheme }) => scheme.cut !== null)?.scheme.cut ?? null;
  const byCut = () => cut() !== null || props.readings.some(({ doubts }) => doubts.includes('cut'));
  const set = (values: readonly string[], meaning: Meaning) => setMeanings(values, meaning, props.readings);
  const title = () =>
    names().length === 1 ? words().values.title(names()[0] ?? '') : words().values.titleSeveral(names());

  const chooseCut = (next: Cut) => {
    // A number with a meaning of its own would not follow the cut.
    const meanings = Object.entries(meaningsOf(rows())).filter(([value]) => !isNumber(value));
    chooseLabelsOf(props.readings, {
      cut: next,
      meanings: meanings.length === 0 ? undefined : Object.fromEntries(meanings),
    });
  };
  const chooseMode = (mode: 'cut' | 'value') => {
    if (mode === 'cut') chooseCut(cut() ?? middleOf(numbers()));
    else chooseLabelsOf(props.readings, { cut: undefined, meanings: meaningsOf(rows()) });
  };

  return (
    <section class="stack tight" aria-label={title()}>
      <h3>{title()}</h3>
      <Show when={names().length === 1}>
        <Inverting reading={props.readings[0]} />
      </Show>
      <Show when={numbers().length > FEW_NUMBERS}>
        <div>
          <SegmentedControl<'cut' | 'value'>
            label={words().cut.mode}
            value={byCut() ? 'cut' : 'value'}
            options={[
              { value: 'cut', label: words().cut.byCut },
              { value: 'value', label: words().cut.byValue },
            ]}
            onChange={chooseMode}
          />
        </div>
      </Show>
      <Switch>
        <Match when={byCut()}>
          <LabelCut
            bars={histogramOf(rows())}
            cut={cut()}
            toxic={countOf(numbers(), 'toxic')}
            notToxic={countOf(numbers(), 'notToxic')}
            onChange={chooseCut}
          />
          <Show when={rows().length > numbers().length}>
            <MeaningGrid rows={rows().filter(({ value }) => !isNumber(value))} askedFor={props.askedFor} onSet={set} />
          </Show>
        </Match>
        <Match when={true}>
          <MeaningGrid rows={rows()} askedFor={props.askedFor} onSet={set} />
        </Match>
      </Switch>
    </section>
  );
}

/** Whether turning a column round changes anything: words say themselves what they mean. */
function canBeTurned({ inverted, values }: LabelReading): boolean {
  return inverted || values.some(({ value }) => value === '1' || /^(?:true|yes)$/i.test(value));
}

/** An inverted column said in words, with the way back; the way there for columns of 0 and 1 or yes and no. */
function Inverting(props: { reading: LabelReading | undefined }) {
  const words = () => importWords();
  return (
    <Show when={props.reading !== undefined && canBeTurned(props.reading) ? props.reading : null}>
      {(reading) => (
        <div class="row inverting">
          <span classList={{ quiet: !reading().inverted }} role="status">
            {reading().inverted ? words().inverted(reading().name) : words().straight(reading().name)}
          </span>
          <Button kind="ghost" onClick={() => turnColumn(reading())}>
            {words().invert}
          </Button>
        </div>
      )}
    </Show>
  );
}

/** Which of several columns are read the other way round: each for itself. */
function Turned(props: { labelling: readonly LabelReading[] }) {
  const turnable = () => props.labelling.filter(canBeTurned);
  return (
    <Show when={turnable().length > 0}>
      <fieldset class="turned">
        <legend>{importWords().turned}</legend>
        <Index each={turnable()}>
          {(reading) => (
            <Checkbox label={reading().name} checked={reading().inverted} onChange={() => turnColumn(reading())} />
          )}
        </Index>
      </fieldset>
    </Show>
  );
}

function countOf(rows: readonly ValueRow[], wanted: Meaning): number {
  return rows.reduce((sum, { count, meaning }) => (meaning === wanted ? sum + count : sum), 0);
}

function meaningsOf(rows: readonly ValueRow[]): Record<string, Meaning> {
  const meanings: Record<string, Meaning> = {};
  for (const { value, meaning } of rows) if (meaning !== 'ask') meanings[value] = meaning;
  return meanings;
}

/** A cut in the middle of the numbers, where nothing better is known. */
function middleOf(numbers: readonly ValueRow[]): Cut {
  const bars = histogramOf(numbers);
  const first = bars[0]?.from ?? 0;
  const last = bars.at(-1)?.to ?? 1;
  return { at: Number(((first + last) / 2).toPrecision(3)), toxic: 'from' };
}
