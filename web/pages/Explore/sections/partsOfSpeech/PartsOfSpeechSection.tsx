import { For, Show } from 'solid-js';
import { FEWEST_WORDS, type LanguagePartsOfSpeech, type PartsOfSpeech } from '#shared/eda/partsOfSpeech/facts';
import type { EdaReport } from '#shared/eda/sections';
import { DotPlot } from '../../../../charts/DotPlot';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { shareRow } from '../../sheet/shareRows';
import { decimal, differenceOf, points, shareCells, shareColumns } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/**
 * Nouns, verbs and the rest: their share of the words of each class, by language. Slow, so it waits to be asked for.
 */
export function PartsOfSpeechSection() {
  const words = () => exploreWords();
  const found = () => report().partsOfSpeech;
  const charted = () => chartedOf(found());
  return (
    <SectionSheet
      of="partsOfSpeech"
      section="partsOfSpeech"
      note={words().notes.partsOfSpeech}
      ready={found() !== undefined}
      tables={partsOfSpeechTables(report())}
      height={300}
      absent={absence(found())}
      ask={{ action: words().partsOfSpeech.ask, text: words().partsOfSpeech.askText }}
      foot={
        <>
          <For each={taggedLines(found())}>{(line) => <p>{line}</p>}</For>
          <p>{words().partsOfSpeech.help}</p>
        </>
      }
    >
      <For each={charted()}>
        {({ language, classes }) => (
          <div class="panel">
            <Show when={charted().length > 1}>
              <h3>{words().languages[language]}</h3>
            </Show>
            <DotPlot
              label={words().partsOfSpeech.chartLabel(language)}
              rows={classes.map(({ wordClass, shares, effect }) =>
                shareRow(
                  words().wordClasses[wordClass],
                  shares,
                  reportClasses(),
                  Number.isFinite(effect) ? [words().partsOfSpeech.effectTip(effect)] : [],
                ),
              )}
              xTitle={words().partsOfSpeech.xTitle}
              className={(key) => words().classes[key]}
              onPick={(index) => press({ kind: 'wordClass', wordClass: classes[index].wordClass, language })}
            />
          </div>
        )}
      </For>
    </SectionSheet>
  );
}

/** The languages with shares, the one with most words first. */
function chartedOf(found: PartsOfSpeech | undefined): LanguagePartsOfSpeech[] {
  return (found?.languages ?? []).filter(({ classes }) => classes.length > 0).sort((a, b) => b.words - a.words);
}

/** How many words of each language were tagged, and what was not. */
function taggedLines(found: PartsOfSpeech | undefined): string[] {
  const words = exploreWords().partsOfSpeech;
  const lines = (found?.languages ?? []).map((of) => {
    if (of.rows === 0) return words.noRows(of.language);
    const counted = words.tagged(of.language, of.words, of.rows);
    return of.classes.length > 0 ? counted : `${counted}, ${words.tooFew}`;
  });
  return found && found.otherRows > 0 ? [...lines, words.otherRows(found.otherRows)] : lines;
}

/** Why there is no chart; undefined where there is one. */
function absence(found: PartsOfSpeech | undefined): string | undefined {
  if (found === undefined || chartedOf(found).length > 0) return undefined;
  return `${exploreWords().partsOfSpeech.absent(FEWEST_WORDS)} ${taggedLines(found).join('; ')}.`;
}

export function partsOfSpeechTables(report: Partial<EdaReport>): TableData[] {
  const words = exploreWords();
  const keys = reportClasses();
  return chartedOf(report.partsOfSpeech).map(({ language, classes }) => ({
    caption: words.partsOfSpeech.caption(language),
    columns: [
      { head: words.partsOfSpeech.wordClass },
      ...shareColumns(keys),
      { head: words.style.difference, format: points },
      { head: words.partsOfSpeech.effect, format: decimal(2) },
    ],
    rows: classes.map(({ wordClass, shares, effect }) => [
      words.wordClasses[wordClass],
      ...keys.flatMap((key) => shareCells(shares[key])),
      differenceOf(shares['1'], shares['0']),
      effect,
    ]),
  }));
}
