import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { saveFile } from '../../components/saveFile';
import { t } from '../../i18n';
import type { LineScore } from '../../stores/manyScores';
import type { ModelRecord } from '../../stores/models';
import { attempt } from '../attempt';
import { modelName } from '../Models/describe';
import { cellsOf, headOf, pastedTable, type SideColumn } from './linesTable';

/** Copies and saves what came of several comments, in the order shown. */
export function LinesOut(props: {
  scores: readonly LineScore[];
  sides: readonly { readonly model: ModelRecord; readonly byLine: SideColumn['byLine'] }[];
}) {
  const words = () => t().predict.several;
  const columns = () => props.sides.map(({ model, byLine }) => ({ name: modelName(model), byLine }));
  const save = () =>
    attempt(async () => {
      const { csvLines } = await import('#shared/data/delimited/csvLine');
      const csv = csvLines([headOf(columns()), ...props.scores.map((score) => cellsOf(score, columns()))]);
      saveFile(new Blob([csv], { type: 'text/csv' }), `${words().fileName}.csv`);
    });
  return (
    <>
      <CopyButton label={words().copy} text={pastedTable(props.scores, columns())} />
      <Button kind="ghost" icon="download" class="slim" onClick={() => void save()}>
        {words().save}
      </Button>
    </>
  );
}
