import { For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { trainWords } from '../../i18n/trainWords';
import { PRESETS } from '../../stores/trainForm/specForm';
import { choosePreset, chosenPreset, facts } from '../../stores/trainForm/trainForm';

/** Settings to start from; the recommended ones are those of the data. */
export function Presets() {
  const words = () => trainWords().presets;
  const help = () => {
    const preset = chosenPreset();
    if (preset === null) return words().own;
    return preset === 'recommended' ? words().recommendedFor(facts().language) : words().help[preset];
  };
  return (
    <section class="stack tight">
      <h2 id="presets">{words().label}</h2>
      <fieldset class="row plain" aria-labelledby="presets">
        <For each={PRESETS}>
          {(preset) => (
            <Button aria-pressed={chosenPreset() === preset} onClick={() => choosePreset(preset)}>
              {words()[preset]}
            </Button>
          )}
        </For>
        <Show when={chosenPreset() === null}>
          <Button kind="ghost" onClick={() => choosePreset('recommended')}>
            {trainWords().reset}
          </Button>
        </Show>
      </fieldset>
      <p class="quiet" role="status">
        {help()}
      </p>
    </section>
  );
}
