import { createMemo, createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Notice } from '../../components/Notice';
import { isFunctional } from '../../components/rude/functionWords';
import { isRude } from '../../components/rude/isRude';
import { UserText } from '../../components/UserText';
import { format, sentence, t } from '../../i18n';
import { surfaceName } from '../../i18n/surfaceNames';
import type { ModelRecord } from '../../stores/models';
import { heaviestTerms, type TermWeight, type TopTerms } from '../../stores/scoring';

/** Terms per side. */
const TERMS = 15;
/** Terms towards toxic that are read, to recognise rude words within pairs that count against toxic. */
const KNOWN = 300;

/** The terms with the largest weights towards each class, from the model itself. */
export function HeaviestTerms(props: { model: ModelRecord }) {
  const words = () => t().models.details.heaviest;
  const [terms, setTerms] = createSignal<TopTerms | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const blocks = () => props.model.manifest.spec.features;
  const hashed = () => blocks().filter(({ kind }) => kind === 'hashing').length;
  let gone = false;
  onCleanup(() => {
    gone = true;
  });

  const load = async () => {
    setError(null);
    try {
      const answer = await heaviestTerms(props.model.id, KNOWN);
      if (!gone) setTerms(answer);
    } catch (failure) {
      if (!gone) setError(toCodedError(failure));
    }
  };
  onMount(() => {
    if (hashed() < blocks().length) void load();
  });

  const rude = createMemo(
    () =>
      new Set(
        terms()
          ?.positive.map(({ term }) => term)
          .filter((term) => !isFunctional(term)),
      ),
  );
  /** "stupid" counts towards toxic, and "not stupid" cancels a part of that. */
  const isOffensive = (term: string) => isRude(term) || term.split(' ').some((word) => rude().has(word));
  /** Both lists share one scale. */
  const largest = () => {
    const { positive, negative } = terms() ?? { positive: [], negative: [] };
    return Math.max(0, ...[positive[0], negative[0]].map((first) => Math.abs(first?.weight ?? 0)));
  };

  return (
    <section class="stack tight">
      <h3>{words().title}</h3>
      <Show when={hashed() > 0}>
        <p class="quiet">{hashed() === blocks().length ? words().noNames : words().someNoNames}</p>
      </Show>
      <Show when={hashed() < blocks().length}>
        <p class="quiet">{blocks().every(({ kind }) => kind === 'surface') ? words().helpSurface : words().help}</p>
        <Switch fallback={<p class="quiet">{t().common.loading}</p>}>
          <Match when={error()}>
            {(failure) => (
              <Notice
                kind="error"
                title={words().failed}
                actions={<Button onClick={() => void load()}>{t().common.retry}</Button>}
              >
                {sentence(failure())}
              </Notice>
            )}
          </Match>
          <Match when={terms()}>
            {(known) => (
              <div class="sides">
                <Side
                  kind="toxic"
                  terms={known().positive}
                  largest={largest()}
                  model={props.model}
                  isOffensive={(term) => !isFunctional(term)}
                />
                <Side
                  kind="other"
                  terms={known().negative}
                  largest={largest()}
                  model={props.model}
                  isOffensive={isOffensive}
                />
              </div>
            )}
          </Match>
        </Switch>
      </Show>
    </section>
  );
}

/** The terms that count towards one class: bars from 0, to the right for toxic, to the left for other. */
function Side(props: {
  kind: 'toxic' | 'other';
  terms: readonly TermWeight[];
  largest: number;
  model: ModelRecord;
  isOffensive: (term: string) => boolean;
}) {
  const words = () => t().models.details.heaviest;
  const toxic = () => props.kind === 'toxic';
  const blocks = () => props.model.manifest.spec.features;
  const analyzerOf = (block: number) => blocks()[block].analyzer;
  /** The same term may be a word and a character n-gram: then each is marked. */
  const mixed = () => new Set(blocks().map(({ analyzer }) => analyzer)).size > 1;
  return (
    <div>
      <Show when={props.terms.length > 0} fallback={<p class="quiet">{words().nothing}</p>}>
        <table class="contributions weights">
          <caption>
            <ClassMark kind={props.kind}>{toxic() ? words().toxic : words().other}</ClassMark>
          </caption>
          <thead class="hidden">
            <tr>
              <th scope="col">{words().term}</th>
              <td />
              <th scope="col">{words().weight}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.terms.slice(0, TERMS)}>
              {({ term, block, weight }) => (
                <tr>
                  <th scope="row">
                    <Show when={blocks()[block].kind !== 'surface'} fallback={surfaceName(term)}>
                      <UserText offensive={props.isOffensive(term)}>
                        {analyzerOf(block) === 'word' ? term : visible(term)}
                      </UserText>
                    </Show>
                    <Show when={mixed() && analyzerOf(block) !== 'word'}>
                      {' '}
                      <small class="quiet">{words().letters}</small>
                    </Show>
                  </th>
                  <td aria-hidden="true">
                    <div class="lane">
                      <div class="axis" style={{ left: toxic() ? '0' : '100%' }} />
                      <div
                        class={toxic() ? 'bar toxic-bar' : 'bar other-bar'}
                        style={{
                          [toxic() ? 'left' : 'right']: '0',
                          width: `${(Math.abs(weight) / props.largest) * 100}%`,
                        }}
                      />
                    </div>
                  </td>
                  <td class="num">{format().signed(weight, 2)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </div>
  );
}

/** Spaces as a visible sign: in a character n-gram they count. */
function visible(term: string): string {
  return term.replaceAll(' ', '␣');
}
