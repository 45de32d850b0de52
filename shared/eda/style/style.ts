import { CLASS_KEYS, type EdaReport, STYLE_MARKS, type StyleShare } from '../report';
import { byClass, type EdaContext, type SectionProgress, visitRows } from '../section';
import { wilsonShare } from '../share/wilson';
import { createStyleReader } from './styleMarks';

/** How many rows of each class are written in which style: see styleMarks.ts for what the marks mean. */
export async function* exploreStyle(
  context: EdaContext,
): AsyncGenerator<SectionProgress, Partial<EdaReport>, undefined> {
  const { classes } = context;
  const reader = createStyleReader();
  const hits = CLASS_KEYS.map(() => new Uint32Array(STYLE_MARKS.length));
  yield* visitRows(context, (bytes, begin, end, row) => {
    const counts = hits[classes.of(row)];
    for (let rest = reader.read(bytes, begin, end), mark = 0; rest !== 0; rest >>= 1, mark++) counts[mark] += rest & 1;
  });
  const style = STYLE_MARKS.map(
    (mark, i): StyleShare => ({
      mark,
      shares: byClass(classes, (index) => wilsonShare(hits[index][i], classes.rows[index])),
    }),
  );
  return { style };
}
