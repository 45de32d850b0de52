import { createEffect, For, Index, type JSX, Show } from 'solid-js';
import { type FeatureSettings, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { Button } from '../../components/Button';
import { trainWords } from '../../i18n/trainWords';
import { type SpecField, specFields } from '../../stores/trainForm/specFields';
import { problemsOf, readsSurface } from '../../stores/trainForm/specForm';
import { type FormWiring, SpecFieldInput } from './SpecFieldInput';

/** What most people change; everything else is under "More settings". */
const SIMPLE = new Set([
  'estimator.kind',
  'estimator.classWeight',
  'features.analyzer',
  'features.ngramRange',
  'features.kind',
  'validation.testSize',
]);

const BLOCK_LIMIT = 8;

const isFlag = ({ field }: SpecField) => field.kind === 'flag';

/** Fields of a group in the schema's order, boxes to tick last. */
const within = (group: string, simple: boolean): SpecField[] =>
  specFields
    .filter(({ path }) => path.startsWith(`${group}.`) && SIMPLE.has(path) === simple)
    .sort((a, b) => Number(isFlag(a)) - Number(isFlag(b)));

const GROUPED = ['text.', 'features.', 'estimator.', 'validation.'];
/** How scores become answers, and compaction. */
const rest = specFields.filter(({ path }) => !GROUPED.some((group) => path.startsWith(group)));

/** All settings of a pipeline, drawn from its schema: the few that matter, the rest on request. */
export function SpecForm(props: { wiring: FormWiring }) {
  const words = () => trainWords();
  return (
    <div class="stack wide">
      <Show when={!readsSurface(props.wiring.value())}>
        <section class="stack tight">
          <h2>{words().text}</h2>
          <div class="choices">
            <For each={within('text', false)}>{(field) => <SpecFieldInput field={field} wiring={props.wiring} />}</For>
          </div>
        </section>
        <Blocks wiring={props.wiring} />
      </Show>
      <section class="stack tight">
        <h2>{words().estimator}</h2>
        <div class="choices">
          <For each={within('estimator', true)}>
            {(field) => <SpecFieldInput field={field} wiring={props.wiring} />}
          </For>
        </div>
        <More problem={hasProblem(props.wiring, 'estimator')}>
          <For each={within('estimator', false)}>
            {(field) => <SpecFieldInput field={field} wiring={props.wiring} />}
          </For>
        </More>
      </section>
      <section class="stack tight">
        <h2>{words().answers}</h2>
        <div class="choices">
          <For each={rest}>{(field) => <SpecFieldInput field={field} wiring={props.wiring} />}</For>
        </div>
      </section>
      <section class="stack tight">
        <h2>{words().check}</h2>
        <div class="choices">
          <For each={within('validation', true)}>
            {(field) => <SpecFieldInput field={field} wiring={props.wiring} />}
          </For>
        </div>
        <More problem={hasProblem(props.wiring, 'validation')}>
          <For each={within('validation', false)}>
            {(field) => <SpecFieldInput field={field} wiring={props.wiring} />}
          </For>
        </More>
      </section>
    </div>
  );
}

function hasProblem(wiring: FormWiring, group: string): boolean {
  return [...wiring.problems().keys()].some((path) => path.startsWith(group));
}

/** Settings in a disclosure; a problem among them opens it, and fixing it does not close it again. */
function More(props: { problem: boolean; children: JSX.Element }) {
  let details: HTMLDetailsElement | undefined;
  createEffect(() => {
    if (props.problem && details) details.open = true;
  });
  return (
    <details class="more" ref={details}>
      <summary>{trainWords().more}</summary>
      <div class="choices">{props.children}</div>
    </details>
  );
}

/** What the model reads: one feature block, or several side by side. */
function Blocks(props: { wiring: FormWiring }) {
  const words = () => trainWords().blocks;
  const blocks = () => props.wiring.value().features;
  const setBlocks = (features: FeatureSettings[]) => {
    const form = props.wiring.value();
    if (problemsOf({ ...form, features }).has('features')) return; // the schema's own limits on their number
    props.wiring.onChange({ ...form, features });
  };
  const add = () => {
    const usesLetters = blocks().some(({ analyzer }) => analyzer !== 'word');
    const [fresh] = parsePipelineSpec({
      features: [usesLetters ? {} : { analyzer: 'char_wb', ngramRange: [2, 5], minDf: 3 }],
    }).features;
    setBlocks([...blocks(), fresh]);
  };
  return (
    <>
      <Index each={blocks()}>
        {(_, block) => (
          <section class="stack tight">
            <div class="row">
              <h2>{blocks().length === 1 ? words().title : words().numbered(block + 1)}</h2>
              <span class="sp" />
              <Show when={blocks().length > 1}>
                <Button kind="ghost" onClick={() => setBlocks(blocks().filter((_block, i) => i !== block))}>
                  {words().remove}
                </Button>
              </Show>
            </div>
            <div class="choices">
              <For each={['features.analyzer', 'features.ngramRange', 'features.kind']}>
                {(path) => (
                  <For each={specFields.filter((field) => field.path === path)}>
                    {(field) => <SpecFieldInput field={field} block={block} wiring={props.wiring} />}
                  </For>
                )}
              </For>
            </div>
            <More problem={hasProblem(props.wiring, `features.${block}`)}>
              <For each={within('features', false)}>
                {(field) => <SpecFieldInput field={field} block={block} wiring={props.wiring} />}
              </For>
            </More>
          </section>
        )}
      </Index>
      <Show when={blocks().length < BLOCK_LIMIT}>
        <div class="flush">
          <Button kind="ghost" onClick={add}>
            {words().add}
          </Button>
        </div>
      </Show>
    </>
  );
}
