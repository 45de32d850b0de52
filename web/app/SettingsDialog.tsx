import { A } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { Checkbox, Select } from '../components/Field';
import { NumberField } from '../components/NumberField';
import { LANGUAGES, type Language, sentence, t } from '../i18n';
import { askPersistence, installPrompt, storage } from '../stores/device';
import { refreshLoaded } from '../stores/memory';
import {
  blur,
  language,
  loadedLimit,
  setBlur,
  setLanguage,
  setLoadedLimit,
  setTheme,
  type Theme,
  theme,
} from '../stores/settings';
import { LOADED_MOST } from '../stores/settingsFormat';
import { NotifySwitch } from './NotifySwitch';

/** Theme, language, blur; what is stored and how safely; installing. */
export function SettingsDialog(props: { open: boolean; onClose: () => void }) {
  const [refused, setRefused] = createSignal(false);
  const words = () => t().common.settings;
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const languageError = () => {
    const now = failure();
    return now === null ? undefined : sentence(now);
  };
  const chooseLanguage = async (next: Language) => {
    setFailure(null);
    try {
      await setLanguage(next);
    } catch (error) {
      setFailure(toCodedError(error));
    }
  };
  const close = () => {
    setFailure(null);
    props.onClose();
  };
  const themes = (): { value: Theme; label: string }[] => [
    { value: 'system', label: words().themes.system },
    { value: 'light', label: words().themes.light },
    { value: 'dark', label: words().themes.dark },
  ];
  return (
    <Dialog open={props.open} title={words().title} onClose={close}>
      <Select label={words().theme} value={theme()} options={themes()} onChange={setTheme} />
      <Select<Language>
        label={words().language}
        value={language()}
        options={LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))}
        error={languageError()}
        onChange={chooseLanguage}
      />
      <Checkbox label={words().blur} help={words().blurHelp} checked={blur()} onChange={setBlur} />
      <NotifySwitch />
      <NumberField
        label={words().loadedLimit}
        help={words().loadedLimitHelp}
        whole
        min={1}
        max={LOADED_MOST}
        value={loadedLimit()}
        onChange={(limit) => {
          if (limit === null || !Number.isInteger(limit) || limit < 1 || limit > LOADED_MOST) return;
          setLoadedLimit(limit);
          void refreshLoaded();
        }}
      />
      <section class="stack tight">
        <h3>{words().storage}</h3>
        <Show when={storage()}>
          {(kept) => (
            <>
              <p class="quiet">{words().storageText(kept().usage, kept().quota)}</p>
              <p class="quiet">{kept().persisted ? words().persisted : words().notPersisted}</p>
              <Show when={!kept().persisted}>
                <div class="row">
                  <Button onClick={async () => setRefused(!(await askPersistence()))}>{words().persist}</Button>
                </div>
                <Show when={refused()}>
                  <p class="quiet" role="status">
                    {words().persistRefused}
                  </p>
                </Show>
              </Show>
            </>
          )}
        </Show>
        <p>
          <A href="/storage" onClick={close}>
            {words().storageLink}
          </A>
        </p>
      </section>
      <p>
        <A href="/server" onClick={close}>
          {t().common.serverLink}
        </A>
      </p>
      <Show when={installPrompt()}>
        {(install) => (
          <section class="stack tight">
            <div class="row">
              <Button onClick={() => install()()}>{words().install}</Button>
            </div>
            <p class="quiet">{words().installHelp}</p>
          </section>
        )}
      </Show>
      <p class="quiet">
        {words().about(__APP_VERSION__)}{' '}
        <a href="/THIRD-PARTY.txt" target="_blank" rel="noreferrer">
          {words().thirdParty}
        </a>
      </p>
    </Dialog>
  );
}
