import { Progress } from '../components/Progress';
import { dataWords } from '../i18n/dataWords';
import { cancelImport, type importing } from '../stores/datasets';

/** How far an import is, and a button that stops it. */
export function ImportProgress(props: { of: NonNullable<ReturnType<typeof importing>> }) {
  return (
    <Progress
      label={dataWords().importing(props.of.name)}
      fraction={props.of.fraction}
      detail={dataWords().importDetail(props.of.bytesRead, props.of.bytesTotal, props.of.rows)}
      left={props.of.left}
      onStop={cancelImport}
    />
  );
}
