import { For, Show } from 'solid-js';
import { isWorthCleaning, kindsFound } from '#shared/data/cleaning';
import type { Cleaning } from '#shared/data/importReport';
import { Checkbox } from '../../../components/Field';
import { isRude } from '../../../components/rude/isRude';
import { UserText } from '../../../components/UserText';
import { format } from '../../../i18n';
import { importWords } from '../../../i18n/importWords';
import { chooseCleaning } from '../../../stores/importDraft';

/** Offers to undo what programs left in the comments, where many hold it, and shows what would change. */
export function CleanOffer(props: { cleaning: Cleaning; chosen: boolean }) {
  const words = () => importWords().clean;
  const kinds = () => kindsFound(props.cleaning).map((kind) => words().kinds[kind](props.cleaning.found[kind]));
  return (
    <Show when={isWorthCleaning(props.cleaning)}>
      <section class="stack tight clean-offer" aria-label={words().action}>
        <p>
          {words().offer(props.cleaning.rows, format().percent(props.cleaning.rows / props.cleaning.of, 1))}{' '}
          <span class="quiet">{kinds().join('; ')}.</span>
        </p>
        <Checkbox label={words().action} help={words().help} checked={props.chosen} onChange={chooseCleaning} />
        <div class="scroll-x">
          <table class="table">
            <caption class="hidden">{words().examples}</caption>
            <thead>
              <tr>
                <th scope="col">{words().before}</th>
                <th scope="col">{words().after}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.cleaning.examples}>
                {({ before, after }) => (
                  <tr>
                    <td>
                      <UserText offensive={isRude(before)}>{before}</UserText>
                    </td>
                    <td>
                      <UserText offensive={isRude(before)}>{after}</UserText>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </section>
    </Show>
  );
}
