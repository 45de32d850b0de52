import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { ClassMark } from '../../components/ClassMark';
import { Select } from '../../components/Field';
import { isRude } from '../../components/rude/isRude';
import { UserText } from '../../components/UserText';
import { format } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { type CommentList, compared } from '../../stores/comparison';
import type { ShownModel } from './shown';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly list: CommentList;
}

/** Mistakes of each model, and where two of them disagree, to be read. */
export function Comments(props: { models: readonly ShownModel[] }) {
  const words = () => compareWords().comments;
  const id = createUniqueId();
  const nameOf = (at: number) => props.models.find((model) => model.at === at)?.name ?? '';
  const choices = createMemo((): Choice[] => [
    ...(compared().disagreements ?? []).flatMap(({ a, b, onlyA, onlyB }) => [
      { value: `${a}-${b}`, label: words().only(nameOf(a), nameOf(b)), list: onlyA },
      { value: `${b}-${a}`, label: words().only(nameOf(b), nameOf(a)), list: onlyB },
    ]),
    ...props.models.flatMap(({ at, name, figures }) => [
      { value: `false-${at}`, label: words().falseAlarms(name), list: figures.falseAlarms },
      { value: `miss-${at}`, label: words().misses(name), list: figures.misses },
    ]),
  ]);
  const [wanted, setWanted] = createSignal('');
  const choice = (): Choice | undefined => choices().find(({ value }) => value === wanted()) ?? choices()[0];
  return (
    <section class="sheet stack" aria-labelledby={id}>
      <h2 id={id}>{words().title}</h2>
      <Show when={choice()}>
        {(shown) => (
          <>
            <Select
              label={words().show}
              value={shown().value}
              options={choices().map(({ value, label }) => ({ value, label }))}
              onChange={setWanted}
            />
            <p class="quiet">
              {shown().list.total === 0
                ? words().none
                : `${words().count(shown().list.total, shown().list.comments.length)} ${words().ownThreshold}`}
            </p>
            <Show when={shown().list.total > 0}>
              <section class="scroll-x compare-comments" tabindex="0" aria-label={shown().label}>
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">{words().label}</th>
                      <For each={shown().list.comments[0]?.values ?? []}>
                        {(_, at) => (
                          <th scope="col" class="num">
                            {nameOf(at())}
                          </th>
                        )}
                      </For>
                      <th scope="col">{compareWords().curves.count}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={shown().list.comments}>
                      {(comment) => (
                        <tr>
                          <td>
                            <ClassMark kind={comment.label === 1 ? 'toxic' : 'other'} />
                          </td>
                          <For each={comment.values}>
                            {(value, at) => (
                              <td class="num" classList={{ 'is-flagged': comment.flagged[at()] }}>
                                {valueText(props.models, at(), value)}
                              </td>
                            )}
                          </For>
                          <td>
                            <UserText offensive={comment.label === 1 || isRude(comment.text)}>
                              {comment.text}
                              {comment.cutAfter ? ' …' : ''}
                            </UserText>{' '}
                            <span class="quiet">{words().row(comment.row + 1)}</span>
                          </td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </section>
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}

function valueText(models: readonly ShownModel[], at: number, value: number): string {
  const calibrated = models.find((model) => model.at === at)?.figures.cutProbabilities !== null;
  return calibrated ? format().percent(value, 1) : format().number(value, 2);
}
