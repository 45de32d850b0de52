import { byClass, CLASS_KEYS } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { wilsonShare } from '../share/wilson';
import { STYLE_MARKS, type StyleShare } from './marks';
import { createStyleReader } from './styleMarks';

/** What this section adds to the report. */
export interface StyleFound {
  readonly style: readonly StyleShare[];
}

/** How many rows of each class are written in which style: see styleMarks.ts for what the marks mean. */
async function* exploreStyle(context: EdaContext): AsyncGenerator<SectionProgress, StyleFound, undefined> {
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

export const styleSection: Section<StyleFound> = {
  run: exploreStyle,
};
