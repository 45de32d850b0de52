import { For, Show } from 'solid-js';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';

/** What a model with several labels learnt of each and how it fared on rows it had not seen, by name; else nothing. */
export function LabelFigures(props: { model: ModelRecord }) {
  const words = () => t().models.details;
  const manifest = () => props.model.manifest;
  const decimal = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format().number(value, 3);
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format().percent(value, 1);
  return (
    <Show when={manifest().labels.length > 1}>
      <section class="scroll-x label-figures" tabindex="0" aria-label={words().byLabel}>
        <table class="table">
          <caption>{words().byLabel}</caption>
          <thead>
            <tr>
              <th scope="col">{words().labelColumn}</th>
              <th scope="col" class="num">
                {words().positives}
              </th>
              <Show when={manifest().metrics}>
                <th scope="col" class="num">
                  {words().heldOutPositives}
                </th>
                <th scope="col" class="num">
                  {words().rocAuc}
                </th>
                <th scope="col" class="num">
                  {words().precision}
                </th>
                <th scope="col" class="num">
                  {words().recall}
                </th>
                <th scope="col" class="num">
                  {words().f1}
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={manifest().labels}>
              {(name, label) => {
                const held = () => manifest().metrics?.[label()];
                return (
                  <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{format().number(manifest().positives[label()] ?? 0)}</td>
                    <Show when={manifest().metrics}>
                      <td class="num">{format().number(held()?.positives ?? 0)}</td>
                      <td class="num">{decimal(held()?.rocAuc)}</td>
                      <td class="num">{share(held()?.precision)}</td>
                      <td class="num">{share(held()?.recall)}</td>
                      <td class="num">{decimal(held()?.f1)}</td>
                    </Show>
                  </tr>
                );
              }}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  );
}
