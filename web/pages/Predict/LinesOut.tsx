import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { saveFile } from '../../components/saveFile';
import { t } from '../../i18n';
import type { LineScore } from '../../stores/manyScores';
import { attempt } from '../attempt';
import { cellsOf, HEAD, pastedTable } from './linesTable';

/** Copies and saves what came of several comments, in the order shown. */
export function LinesOut(props: { scores: readonly LineScore[] }) {
  const words = () => t().predict.several;
  const save = () =>
    attempt(async () => {
      const { csvLines } = await import('#shared/data/delimited/csvLine');
      const csv = csvLines([HEAD, ...props.scores.map(cellsOf)]);
      saveFile(new Blob([csv], { type: 'text/csv' }), `${words().fileName}.csv`);
    });
  return (
    <>
      <CopyButton label={words().copy} text={pastedTable(props.scores)} />
      <Button kind="ghost" icon="download" class="slim" onClick={() => void save()}>
        {words().save}
      </Button>
    </>
  );
}
