import { For, type JSX, Show } from 'solid-js';
import { BEHAVIOUR_FUNCTIONS, type BehaviourFunction } from '#shared/ml/audit/behaviour/functions';
import { isRude } from '../../components/rude/isRude';
import { type Column, Table } from '../../components/Table';
import { UserText } from '../../components/UserText';
import { format, language } from '../../i18n';
import { labelText } from '../../i18n/labelText';
import { modelCardWords } from '../../i18n/modelCardWords';
import type { DefaultModel } from '../../stores/defaults';

type Figures = DefaultModel['figures'][number];
type Fairness = NonNullable<DefaultModel['fairness']>;

/** What people who rely on a default model should know: how good it is, where it fails, what it learnt from. */
export function DefaultCard(props: { model: DefaultModel }) {
  const words = modelCardWords;
  const translated = (sentence: { en: string; ru: string }) => sentence[language()];
  return (
    <>
      <Section>
        <For each={figureTexts(props.model.figures[0])}>{(text) => <p>{text}</p>}</For>
        <p class="quiet">{words().measured(props.model.figures[0].rows, props.model.figures[0].positives)}</p>
        <Show when={props.model.figures.length > 1}>
          <Table caption={words().labels} columns={labelColumns()} rows={props.model.figures} />
        </Show>
      </Section>
      <Show when={props.model.places}>
        {(places) => (
          <Section title={words().places}>
            <p class="quiet">{words().placesHelp}</p>
            <Table
              captionHidden
              caption={words().places}
              columns={placeColumns()}
              rows={[homeOf(props.model), ...places()]}
            />
          </Section>
        )}
      </Show>
      <Show when={everydayOf(props.model).length > 0}>
        <Section title={words().everyday}>
          <p class="quiet">{words().everydayHelp}</p>
          <Table captionHidden caption={words().everyday} columns={everydayColumns()} rows={everydayOf(props.model)} />
        </Section>
      </Show>
      <Section title={words().thresholds}>
        <For each={thresholdTexts(props.model)}>{(text) => <p>{text}</p>}</For>
      </Section>
      <div class="sides">
        <Section title={words().failures}>
          <ul class="plain">
            <For each={props.model.failures}>{(failure) => <li>{translated(failure)}</li>}</For>
          </ul>
        </Section>
        <Section title={words().notFor}>
          <ul class="plain">
            <For each={props.model.notFor}>{(use) => <li>{translated(use)}</li>}</For>
          </ul>
        </Section>
      </div>
      <Section title={words().data}>
        <Table captionHidden caption={words().data} columns={dataColumns()} rows={props.model.data} />
        <p class="quiet">{translated(props.model.split)}</p>
      </Section>
      <Show when={props.model.attacks}>
        {(attacks) => (
          <Section title={words().attacks}>
            <p>{words().attacksSummary(attacks().plain, attacks().mixed)}</p>
            <Table captionHidden caption={words().attacks} columns={attackColumns()} rows={attacks().kinds} />
          </Section>
        )}
      </Show>
      <Show when={props.model.fairness}>{(fairness) => <FairnessSection fairness={fairness()} />}</Show>
    </>
  );
}

function Section(props: { title?: string; children: JSX.Element }) {
  return (
    <section class="stack tight">
      <Show when={props.title}>{(title) => <h3>{title()}</h3>}</Show>
      {props.children}
    </section>
  );
}

/** How many words are listed, the hardest first. */
const TERMS_SHOWN = 10;

function FairnessSection(props: { fairness: Fairness }) {
  const words = modelCardWords;
  const terms = () => [...props.fairness.terms].sort((a, b) => a.rocAuc - b.rocAuc).slice(0, TERMS_SHOWN);
  const columns = (): Column<Fairness['terms'][number]>[] => [
    { head: words().term, cell: ({ term }) => <UserText offensive={isRude(term)}>{term}</UserText>, rowHead: true },
    { head: 'ROC AUC', cell: ({ rocAuc }) => format().number(rocAuc, 3), numeric: true },
    { head: words().falsePositives, cell: ({ falsePositiveRate: rate }) => words().share(rate), numeric: true },
  ];
  return (
    <Section title={words().fairness}>
      <Show when={terms()[0]}>
        {(worst) => <p>{words().fairnessSummary(worst().term, worst().rocAuc, props.fairness.rocAuc)}</p>}
      </Show>
      <Table captionHidden caption={words().fairness} columns={columns()} rows={terms()} />
    </Section>
  );
}

/** How good the first label is, a sentence each; undefined metrics are left out. */
function figureTexts({ rocAuc: { value, lower, upper }, ece }: Figures): string[] {
  const words = modelCardWords();
  return [
    ...(value === null || lower === null || upper === null ? [] : [words.ranks(value, lower, upper)]),
    ...(ece === null ? [] : [words.calibrated(ece)]),
  ];
}

function thresholdTexts({ thresholds: { default: usual, precision95 } }: DefaultModel): string[] {
  const words = modelCardWords();
  const at = ({ score, probability }: typeof usual) =>
    probability === null ? format().signed(score, 2) : format().percent(probability);
  const figures = ({ precision, recall }: typeof usual) =>
    precision === null || recall === null ? '' : ` ${words.flags(precision, recall)}`;
  return [
    words.likely(at(usual)) + figures(usual),
    precision95 === null ? words.notSure : words.sure(at(precision95)) + figures(precision95),
  ];
}

const decimal = (value: number | null) =>
  value === null ? modelCardWords().undefinedFigure : format().number(value, 3);

function labelColumns(): Column<Figures>[] {
  const words = modelCardWords();
  return [
    { head: words.label, cell: ({ label }) => labelText(label), rowHead: true },
    { head: words.positives, cell: ({ positives }) => format().number(positives), numeric: true },
    {
      head: words.rocAuc,
      cell: ({ rocAuc: { value, lower, upper } }) =>
        lower === null || upper === null ? decimal(value) : `${decimal(value)} (${decimal(lower)} – ${decimal(upper)})`,
      numeric: true,
    },
    { head: words.precision, cell: ({ precision }) => decimal(precision), numeric: true },
    { head: words.recall, cell: ({ recall }) => decimal(recall), numeric: true },
    { head: words.f1, cell: ({ f1 }) => decimal(f1), numeric: true },
  ];
}

interface PlaceRow {
  readonly name: { readonly en: string; readonly ru: string } | null;
  readonly rocAuc: { readonly value: number | null };
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly ece: number | null;
  readonly rows: number;
  /** Null where it was not measured. */
  readonly unsure: number | null;
}

/** The first label's figures at home, to compare with. */
function homeOf({ figures: [first] }: DefaultModel): PlaceRow {
  return { ...first, name: null, unsure: null };
}

function placeColumns(): Column<PlaceRow>[] {
  const words = modelCardWords();
  return [
    { head: words.place, cell: ({ name }) => (name === null ? words.home : name[language()]), rowHead: true },
    { head: 'ROC AUC', cell: ({ rocAuc }) => decimal(rocAuc.value), numeric: true },
    { head: words.precision, cell: ({ precision }) => decimal(precision), numeric: true },
    { head: words.recall, cell: ({ recall }) => decimal(recall), numeric: true },
    { head: words.f1, cell: ({ f1 }) => decimal(f1), numeric: true },
    { head: words.error, cell: ({ ece }) => (ece === null ? '–' : words.points(ece)), numeric: true },
    {
      head: words.cannotTell,
      cell: ({ unsure, rows }) => (unsure === null ? '–' : format().percent(unsure / rows, 1)),
      numeric: true,
    },
  ];
}

type Behaviour = NonNullable<DefaultModel['behaviour']>[number];
/** A kind of sentence of which a model may get no more than a share wrong. */
type Everyday = Behaviour & { readonly kind: BehaviourFunction; readonly maxFailed: number };

/** The kinds of sentences that a model must get right, as they were measured. */
function everydayOf({ behaviour }: DefaultModel): Everyday[] {
  return (behaviour ?? []).flatMap((one) => {
    const kind = Object.keys(BEHAVIOUR_FUNCTIONS).find((name) => name === one.function) as
      | BehaviourFunction
      | undefined;
    const maxFailed = kind === undefined ? null : BEHAVIOUR_FUNCTIONS[kind].maxFailed;
    return kind === undefined || maxFailed === null ? [] : [{ ...one, kind, maxFailed }];
  });
}

function everydayColumns(): Column<Everyday>[] {
  const words = modelCardWords();
  return [
    { head: words.sentences, cell: ({ kind }) => words.behaviour.functions[kind], rowHead: true },
    { head: words.wrong, cell: ({ cases, passed }) => words.wrongOf(cases - passed, cases), numeric: true },
    { head: words.most, cell: ({ maxFailed }) => format().percent(maxFailed, 0), numeric: true },
    { head: words.cannotTell, cell: ({ unsure }) => format().number(unsure), numeric: true },
  ];
}

function dataColumns(): Column<DefaultModel['data'][number]>[] {
  const words = modelCardWords();
  return [
    {
      head: words.source,
      cell: ({ name, source }) => (
        <>
          {name}
          <Show when={source !== ''}>
            <br />
            <small class="quiet long">{source}</small>
          </Show>
        </>
      ),
      rowHead: true,
    },
    { head: words.licence, cell: ({ licence }) => licence },
    { head: words.rows, cell: ({ rows }) => format().number(rows), numeric: true },
  ];
}

function attackColumns(): Column<NonNullable<DefaultModel['attacks']>['kinds'][number]>[] {
  const words = modelCardWords();
  const names: Readonly<Record<string, string>> = words.attackKinds;
  return [
    { head: words.attack, cell: ({ kind }) => (Object.hasOwn(names, kind) ? names[kind] : kind), rowHead: true },
    { head: 'ROC AUC', cell: ({ rocAuc }) => format().number(rocAuc, 3), numeric: true },
  ];
}
