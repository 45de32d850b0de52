/**
 * So far from the middle, along the bar, the threshold's caption has room between those of the ends on a wide screen.
 */
const BESIDE = 0.25;

/**
 * A score between the classes: a bar filled to `value` with a mark at `threshold`, both 0..1 along the bar. `text` says
 * the same to screen readers.
 */
export function ScoreBar(props: {
  value: number;
  threshold: number;
  /** A second mark, below the first; undefined: there is none. */
  lower?: number | undefined;
  low: string;
  high: string;
  mark: string;
  text: string;
}) {
  return (
    <div class="score-bar">
      <div class="track" role="img" aria-label={props.text}>
        <div class="fill" style={{ 'clip-path': `inset(0 ${(1 - props.value) * 100}% 0 0 round 6px)` }} />
        <div class="mark" style={{ left: `${props.threshold * 100}%` }} />
        {props.lower !== undefined && <div class="mark" style={{ left: `${props.lower * 100}%` }} />}
      </div>
      <div class="ends" classList={{ stacked: Math.abs(props.threshold - 0.5) > BESIDE }} aria-hidden="true">
        <span>{props.low}</span>
        <span class="at" style={{ left: `clamp(3.8em, ${props.threshold * 100}%, 100% - 3.8em)` }}>
          {props.mark}
        </span>
        <span>{props.high}</span>
      </div>
    </div>
  );
}
