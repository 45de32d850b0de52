import { createSignal, createUniqueId, onCleanup, Show } from 'solid-js';
import { format, t } from '../i18n';
import { Button } from './Button';

/** Milliseconds before an estimate of the time left is worth showing. */
const GUESS_AFTER = 2000;

/**
 * Work in progress: what (`label`), how far, how much longer, and how to stop it. `fraction` is 0..1, or null while the
 * end is unknown. The time left is estimated from `startedAt` (milliseconds, as performance.now: the wall clock may be
 * set while the work goes on), unless `left` has it (milliseconds; null: not known).
 */
export function Progress(props: {
  label: string;
  fraction: number | null;
  detail?: string;
  startedAt?: number;
  left?: number | null;
  onStop?: () => void;
  /** The name of the stop button for those who do not see what is beside it. */
  stopLabel?: string;
}) {
  const id = createUniqueId();
  const [now, setNow] = createSignal(performance.now());
  const [stopping, setStopping] = createSignal(false);
  const timer = setInterval(() => setNow(performance.now()), 500);
  onCleanup(() => clearInterval(timer));

  const timeLeft = (): string | null => {
    if (props.left !== undefined) return props.left === null ? null : t().common.timeLeft(props.left);
    if (props.startedAt === undefined || props.fraction === null || props.fraction < 0.03) return null;
    const spent = now() - props.startedAt;
    return spent < GUESS_AFTER ? null : t().common.timeLeft((spent / props.fraction) * (1 - props.fraction));
  };

  return (
    <div class="progress">
      <div class="line">
        <strong id={id}>{props.label}</strong>
        <span class="quiet">
          {props.fraction === null ? '' : format().percent(Math.floor(props.fraction * 100) / 100)}
          <Show when={timeLeft()}>{(left) => <> · {left()}</>}</Show>
        </span>
      </div>
      <Show when={props.fraction !== null} fallback={<progress aria-labelledby={id} />}>
        <progress aria-labelledby={id} max={1} value={props.fraction ?? 0} />
      </Show>
      <div class="line">
        <span class="quiet">{props.detail}</span>
        <Show when={props.onStop}>
          {(stop) => (
            <Button
              disabled={stopping()}
              aria-label={props.stopLabel}
              onClick={() => {
                setStopping(true);
                stop()();
              }}
            >
              {stopping() ? t().common.stopping : t().common.stop}
            </Button>
          )}
        </Show>
      </div>
    </div>
  );
}
