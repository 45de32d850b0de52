import { For, onMount, Show } from 'solid-js';
import { CodedError } from '#shared/base/errors';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import { format, sentence } from '../../i18n';
import { trainWords } from '../../i18n/trainWords';
import { defaults, loadDefaults } from '../../stores/defaults';
import type { TrainingAdvice } from '../../stores/training';
import { modelName } from '../Models/describe';

/** The model that was made and the one that comes with the app, measured on the same comments. */
export function OtherModels(props: { metrics: HoldOutMetrics | null; advice: TrainingAdvice }) {
  const words = () => trainWords().result;
  onMount(() => void loadDefaults());
  const shippedName = () => {
    const shipped = defaults()?.find(({ id }) => id === props.advice.shippedId);
    return shipped === undefined ? '' : modelName(shipped);
  };
  const rows = () =>
    props.metrics && props.advice.other
      ? [
          { name: words().thisModel, figures: props.metrics },
          { name: words().shipped(shippedName()), figures: props.advice.other },
        ]
      : [];
  const hundred = (share: number | null) => (share === null ? '–' : format().number(Math.round(100 * share)));
  return (
    <>
      <Show when={rows().length > 0}>
        <div class="stack tight">
          <section class="scroll-x" tabindex="0" aria-label={words().compared}>
            <table class="table compared">
              <caption>{words().compared}</caption>
              <thead>
                <tr>
                  <th scope="col">{words().model}</th>
                  <th scope="col" class="num">
                    {words().caught}
                  </th>
                  <th scope="col" class="num">
                    {words().wrongFlags}
                  </th>
                  <th scope="col" class="num">
                    {words().balance}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={rows()}>
                  {({ name, figures }) => (
                    <tr>
                      <th scope="row">{name}</th>
                      <td class="num">{hundred(figures.recall)}</td>
                      <td class="num">{hundred(figures.precision === null ? null : 1 - figures.precision)}</td>
                      <td class="num">{figures.f1 === null ? '–' : format().number(figures.f1, 2)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </section>
          <p class="quiet">{words().shippedSeen}</p>
        </div>
      </Show>
      <Show when={props.advice.shippedFailure}>
        {(failure) => (
          <p class="quiet">
            {words().shippedFailed} {sentence(new CodedError(failure().code, failure().params))}
          </p>
        )}
      </Show>
    </>
  );
}
