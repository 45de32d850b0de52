/** A number chosen by moving a handle, with its value in words above it. */
export function Slider(props: {
  /** What it is and where it stands, as it is shown. */
  label: string;
  /** Where it stands, as it is read out. */
  text: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onInput: (value: number) => void;
}) {
  return (
    <label class="slider">
      <span>{props.label}</span>
      <input
        type="range"
        min={props.min}
        max={props.max}
        step={props.step}
        value={props.value}
        aria-valuetext={props.text}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}
