import { createMemo, Match, Show, Switch } from 'solid-js';
import type { TallyJudgement } from '#shared/data/guess/labelTally';
import type { Cut, Meaning } from '#shared/data/guess/meaning';
import type { LabelReading } from '#shared/data/importReport';
import { Button } from '../../../components/Button';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { importWords } from '../../../i18n/importWords';
import { chooseLabels, type Draft, setMeanings } from '../../../stores/importDraft';
import { LabelCut } from './LabelCut';
import { histogramOf, isNumber, type ValueRow, valueRows } from './labelValues';
import { MeaningGrid } from './MeaningGrid';

/** Different numbers up to which each can be given a meaning of its own beside a cut. */
const FEW_NUMBERS = 2;

/** What the labels mean: every value of the whole file, numbers by a cut or one by one, and which way round. */
export function LabelMeanings(props: {
  draft: Draft;
  judged: TallyJudgement;
  /** Changes when somebody asks for the first value that is not decided yet. */
  askedFor: number;
}) {
  const words = () => importWords();
  const labelling = () => props.judged.labelling;
  const names = () => labelling().map(({ name }) => name);
  const rows = createMemo(() => valueRows(labelling()));
  const numbers = createMemo(() => rows().filter(({ value }) => isNumber(value)));
  const cut = (): Cut | null => labelling().find(({ scheme }) => scheme.cut !== null)?.scheme.cut ?? null;
  const needsCut = () => props.judged.questions.some(({ code }) => code === 'label-cut');
  const byCut = () => cut() !== null || needsCut();
  const ownGuesses = () => props.draft.choices.label !== undefined;

  const chooseCut = (next: Cut) => {
    // A number with a meaning of its own would not follow the cut.
    const meanings = Object.entries(props.draft.choices.label?.meanings ?? {}).filter(([value]) => !isNumber(value));
    chooseLabels({ cut: next, meanings: meanings.length === 0 ? undefined : Object.fromEntries(meanings) });
  };
  const chooseMode = (mode: 'cut' | 'value') => {
    if (mode === 'cut') chooseCut(cut() ?? middleOf(numbers()));
    else chooseLabels({ cut: undefined, meanings: meaningsOf(rows()) });
  };

  return (
    <section class="stack tight" aria-label={words().values.title(names()[0] ?? '')}>
      <h3>{names().length === 1 ? words().values.title(names()[0]) : words().values.titleSeveral(names())}</h3>
      <Inverting labelling={labelling()} />
      <Show when={numbers().length > FEW_NUMBERS}>
        <SegmentedControl<'cut' | 'value'>
          label={words().cut.mode}
          value={byCut() ? 'cut' : 'value'}
          options={[
            { value: 'cut', label: words().cut.byCut },
            { value: 'value', label: words().cut.byValue },
          ]}
          onChange={chooseMode}
        />
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
            <MeaningGrid
              rows={rows().filter(({ value }) => !isNumber(value))}
              askedFor={props.askedFor}
              onSet={setMeanings}
            />
          </Show>
        </Match>
        <Match when={true}>
          <MeaningGrid rows={rows()} askedFor={props.askedFor} onSet={setMeanings} />
        </Match>
      </Switch>
      <Show when={ownGuesses()}>
        <div class="flush">
          <Button kind="ghost" onClick={() => chooseLabels(undefined)}>
            {words().values.reset}
          </Button>
        </div>
      </Show>
    </section>
  );
}

/** An inverted column said in words, with the way back; the way there for columns of 0 and 1 or yes and no. */
function Inverting(props: { labelling: readonly LabelReading[] }) {
  const words = () => importWords();
  const inverted = () => props.labelling.filter((reading) => reading.inverted);
  const isInverted = () => inverted().length > 0;
  const names = () => (isInverted() ? inverted() : props.labelling).map(({ name }) => name).join(', ');
  // Words say themselves what they mean.
  const matters = () =>
    isInverted() ||
    props.labelling.some(({ values }) => values.some(({ value }) => value === '1' || /^(?:true|yes)$/i.test(value)));
  return (
    <Show when={matters()}>
      <div class="row inverting">
        <span classList={{ quiet: !isInverted() }} role="status">
          {isInverted() ? words().inverted(names()) : words().straight(names())}
        </span>
        <Button
          kind="ghost"
          onClick={() => chooseLabels({ inverted: !isInverted(), meanings: undefined, cut: undefined })}
        >
          {words().invert}
        </Button>
      </div>
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
