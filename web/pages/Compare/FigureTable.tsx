import { Table } from '../../components/Table';
import { UserText } from '../../components/UserText';
import { cellText, type TableCell, type TableData } from '../Explore/sheet/tableData';

/** A table of figures as it stands in what is saved. */
export function FigureTable(props: { table: TableData; captionHidden?: boolean }) {
  const columns = () =>
    props.table.columns.map((column, at) => ({
      head: column.head,
      numeric: column.format !== undefined,
      rowHead: at === 0,
      cell: (row: readonly TableCell[]) => {
        const text = cellText(column, row[at] ?? null);
        return column.userText ? <UserText>{text}</UserText> : text;
      },
    }));
  return (
    <Table
      caption={props.table.caption}
      captionHidden={props.captionHidden ?? false}
      columns={columns()}
      rows={props.table.rows}
    />
  );
}
