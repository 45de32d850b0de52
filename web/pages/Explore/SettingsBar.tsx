import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { type EdaSettings, LEFT_OUT, type LeftOut } from '#shared/eda/section/settings';
import { Checkbox, Select } from '../../components/Field';
import { NumberField } from '../../components/NumberField';
import { exploreWords } from '../../i18n/exploreWords';
import { exploreSettings, setExploreSettings } from '../../stores/explore';

type StopWords = 'none' | 'auto' | 'en' | 'ru';

/** A pause in typing after which a number counts. */
const SETTLED_MS = 600;

/** How words are read: settings that the sections about words depend on. */
export function SettingsBar() {
  const words = () => exploreWords().settings;
  const [typed, setTyped] = createSignal<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (part: Partial<EdaSettings>) => setExploreSettings((now) => ({ ...now, ...part }));
  const minCount = () => typed() ?? exploreSettings().minCount;
  const type = (value: number | null) => {
    setTyped(value);
    clearTimeout(timer);
    if (value === null || Number.isNaN(value)) return;
    timer = setTimeout(() => {
      set({ minCount: value });
      setTyped(null);
    }, SETTLED_MS);
  };
  const stopWords = (): StopWords => {
    const chosen = exploreSettings().stopWords;
    return typeof chosen === 'string' ? chosen : 'none';
  };
  const id = createUniqueId();
  /** Negations and pronouns are left out with the stop words, or not at all. */
  const choices = () => (stopWords() === 'none' ? LEFT_OUT.filter((each) => each === 'noise') : LEFT_OUT);
  const leaveOut = (what: LeftOut, left: boolean) => {
    const { keep } = exploreSettings();
    set({ keep: LEFT_OUT.filter((each) => (each === what ? !left : keep.includes(each))) });
  };
  return (
    <div class="settings-bar">
      <Select<StopWords>
        label={words().stopWords}
        value={stopWords()}
        options={(['none', 'auto', 'en', 'ru'] as const).map((value) => ({
          value,
          label: words().stopWordsOptions[value],
        }))}
        onChange={(value) => set({ stopWords: value })}
      />
      <Select
        label={words().tokens}
        value={exploreSettings().tokens}
        options={(['plain', 'stem', 'lemma'] as const).map((value) => ({ value, label: words().tokensOptions[value] }))}
        onChange={(tokens) => set({ tokens })}
      />
      <Show when={exploreSettings().tokens !== 'plain'}>
        <Select
          label={words().language}
          value={exploreSettings().language}
          options={(['auto', 'en', 'ru'] as const).map((value) => ({ value, label: words().languageOptions[value] }))}
          onChange={(language) => set({ language })}
        />
      </Show>
      <NumberField label={words().minCount} value={minCount()} whole min={1} onChange={type} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend is no item of a grid. */}
      <div class="left-out" role="group" aria-labelledby={id}>
        <span class="legend" id={id}>
          {words().leaveOut}
        </span>
        <For each={choices()}>
          {(what) => (
            <Checkbox
              label={words().left[what]}
              checked={!exploreSettings().keep.includes(what)}
              onChange={(left) => leaveOut(what, left)}
            />
          )}
        </For>
      </div>
    </div>
  );
}
