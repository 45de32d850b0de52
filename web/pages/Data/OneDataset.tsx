import { A } from '@solidjs/router';
import { createMemo, type JSX, Show } from 'solid-js';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { sentence, t } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';
import { type DatasetInfo, datasets, datasetsError } from '../../stores/datasets';

/** A dataset by the id of the address, or a message if it is not here. */
export function OneDataset(props: { id: string; children: (dataset: () => DatasetInfo) => JSX.Element }) {
  const found = () => datasets()?.find(({ id }) => id === props.id);
  /** Another dataset is another page; an edited one is the same. */
  const present = createMemo(() => found()?.id);
  return (
    <>
      <Show when={datasetsError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
      <Show when={datasets() !== undefined} fallback={<p class="quiet">{t().common.loading}</p>}>
        <Show when={present()} keyed fallback={<MissingDataset />}>
          {(id) => {
            const dataset = createMemo<DatasetInfo | undefined>(
              (before) => datasets()?.find((other) => other.id === id) ?? before,
            );
            return <Show when={dataset()}>{(now) => props.children(now)}</Show>;
          }}
        </Show>
      </Show>
    </>
  );
}

/** An address of a dataset that is not on this device. */
function MissingDataset() {
  const words = () => rowWords().missing;
  return (
    <>
      <PageHead tab={words().title} title={words().title} intro={words().text} />
      <A class="btn main" href="/data">
        {rowWords().back}
      </A>
    </>
  );
}
