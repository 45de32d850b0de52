import { A } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { t } from '../../i18n';
import { correct, corrections, type Judgement, judgementOf, takeBack } from '../../stores/corrections';
import type { DatasetInfo } from '../../stores/datasets';
import { rowsAddress } from '../../stores/rowQuery';
import { attempt } from '../attempt';

/**
 * "That is wrong": collects the comment with its right label, then says where it went, with the ways to undo it and to
 * train on what was collected.
 */
export function Wrong(props: {
  text: string;
  /** What the model said; null if it could not tell. */
  said: 0 | 1 | null;
  /** The model, and the score as it is written in the table. */
  by: { readonly model: string; readonly score: string };
}) {
  const words = () => t().predict.wrong;
  let box: HTMLDivElement | undefined;
  // The pressed button goes away: the focus moves to what took its place.
  const then = (work: () => Promise<void>) =>
    attempt(async () => {
      const { text } = props;
      await work();
      if (text === props.text) box?.querySelector('button')?.focus();
    });
  const judge = (label: 0 | 1) => void then(() => correct(props.text, label, props.by, words().datasetName));
  // Keyed below: what is shown must not read from what is gone when another comment takes its place.
  const kept = createMemo(() => {
    const judged = judgementOf(props.text);
    const dataset = corrections();
    return judged !== undefined && dataset !== null && dataset.id === judged.datasetId ? { judged, dataset } : null;
  });
  return (
    <div class="wrong row" ref={box}>
      <Show
        when={kept()}
        keyed
        fallback={
          <Show
            when={props.said !== null}
            fallback={
              <>
                <Button kind="ghost" onClick={() => judge(1)}>
                  {words().toxic}
                </Button>
                <Button kind="ghost" onClick={() => judge(0)}>
                  {words().other}
                </Button>
              </>
            }
          >
            <Button kind="ghost" onClick={() => judge(props.said === 1 ? 0 : 1)}>
              {words().action}
            </Button>
          </Show>
        }
      >
        {(now) => <Kept {...now} onTakeBack={() => void then(() => takeBack(props.text))} />}
      </Show>
    </div>
  );
}

function Kept(props: { judged: Judgement; dataset: DatasetInfo; onTakeBack: () => void }) {
  const words = () => t().predict.wrong;
  const toxic = () => props.judged.label === 1;
  const unchanged = () => props.judged.before === props.judged.label;
  const both = () => props.dataset.positives > 0 && props.dataset.negatives > 0;
  return (
    <>
      <p role="status" class="where">
        {(unchanged() ? words().known : words().kept)(toxic(), props.dataset.name)}
      </p>
      <Show when={!unchanged()}>
        <Button kind="ghost" onClick={() => props.onTakeBack()}>
          {t().common.undo}
        </Button>
      </Show>
      <A
        class="btn ghost"
        href={rowsAddress(props.dataset.id, { filters: [{ kind: 'rows', rows: [props.judged.row] }] })}
      >
        {words().open}
      </A>
      <Show when={both()} fallback={<p class="quiet where">{words().oneClass(props.dataset.positives > 0)}</p>}>
        <A class="btn ghost" href={`/train?data=${encodeURIComponent(props.dataset.id)}`}>
          {words().train}
        </A>
      </Show>
    </>
  );
}
