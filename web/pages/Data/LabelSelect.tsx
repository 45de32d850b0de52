import { Select } from '../../components/Field';
import { rowWords } from '../../i18n/rowWords';
import { type DatasetInfo, labelsOf } from '../../stores/datasets';

/** Which of a dataset's labels is shown and changed. */
export function LabelSelect(props: {
  dataset: DatasetInfo;
  /** Its position in `labelsOf`. */
  label: number;
  /** Receives the name; null for the first. */
  onChoose: (name: string | null) => void;
}) {
  const words = () => rowWords().filter;
  return (
    <Select
      label={words().whichLabel}
      value={`${props.label}`}
      options={labelsOf(props.dataset).map(({ name }, place) => ({ value: `${place}`, label: name }))}
      onChange={(place) => props.onChoose(place === '0' ? null : labelsOf(props.dataset)[Number(place)].name)}
    />
  );
}
