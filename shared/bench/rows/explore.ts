import { exploreText } from '#shared/eda/explore';
import type { EdaSource } from '#shared/eda/section/section';
import { EDA_AS_WRITTEN, EDA_DEFAULTS, type EdaSettings } from '#shared/eda/section/settings';
import { EDA_SECTIONS, type EdaProgress, type EdaReport, type EdaSection, SECTIONS } from '#shared/eda/sections';
import { runSteps } from '#shared/runtime/steps';
import type { Bench, Result } from '../bench';
import { must, mustAgree } from '../checks';
import { type Contestant, inTurns, secondsOf, timingOf } from '../measure';

/** Sections that wait for a tagger or fit models. */
const QUICK = EDA_SECTIONS.filter((section) => !SECTIONS[section].slow);
const FIRST: readonly EdaSection[] = ['overview', 'lengths'];

/** What Explore shows: all of it by section, and against the peer what both find, lengths and n-grams by class. */
export async function explore(bench: Bench): Promise<Result[]> {
  // scikit-learn's vocabulary of triples needs gigabytes.
  const fewer = Math.floor(bench.rows / (bench.quick ? 1 : 4));
  return [await againstPeer(bench, fewer), await bySection(bench, bench.rows)];
}

async function sourceOf(bench: Bench, rows: number): Promise<EdaSource> {
  const { chunks, labels, report } = await bench.labelled(rows);
  return { rows: report.rows, chunks: () => chunks, labels: labels[0].values };
}

function explored(
  source: EdaSource,
  sections: readonly EdaSection[],
  onProgress?: (progress: EdaProgress) => void,
  settings: EdaSettings = EDA_DEFAULTS,
): Promise<EdaReport> {
  return runSteps(exploreText(source, settings, sections), undefined, onProgress);
}

async function bySection(bench: Bench, rows: number): Promise<Result> {
  const { textBytes } = await bench.comments(rows);
  const source = await sourceOf(bench, rows);
  const facts: Record<string, number> = { 'text, MB': textBytes / 1e6 };
  let last = performance.now();
  const began = last;
  let first = 0;
  const report = await explored(source, QUICK, (progress) => {
    if (progress.kind !== 'section') return;
    const now = performance.now();
    facts[`${progress.section}, s`] = (now - last) / 1000;
    last = now;
    if (progress.section === FIRST[FIRST.length - 1]) first = (now - began) / 1000;
  });
  must(report.rows === rows, `rows: ${report.rows} of ${rows}`);
  facts['resident at the end, MB'] = process.memoryUsage().rss / 1e6;
  return {
    work: 'explore, all but parts of speech and label errors',
    size: `${rows} comments`,
    measured: [
      { name: 'ours, 1 thread', timing: timingOf([(last - began) / 1000]) },
      { name: 'ours, overview and lengths', timing: timingOf([first]) },
    ],
    ours: 2,
    toReach: '15 s, the first two sections 2 s',
    facts,
  };
}

async function againstPeer(bench: Bench, rows: number): Promise<Result> {
  const { path } = await bench.comments(rows);
  const source = await sourceOf(bench, rows);
  const sections: readonly EdaSection[] = ['lengths', 'terms'];
  // Of the same words as the peer: nothing is left out.
  const read = () => explored(source, sections, undefined, EDA_AS_WRITTEN);
  const report = await read();
  const contestants: Contestant[] = [{ name: 'ours, 1 thread', run: () => secondsOf(read) }];
  const { python } = bench;
  if (python) {
    const { numbers } = await python.ask('explore', { data: path });
    for (const label of ['0', '1'] as const) {
      const facts = report.classes[label];
      mustAgree(`mean characters of ${label}`, facts?.characters?.mean ?? 0, numbers[`${label} characters`], 1e-12);
      mustAgree(`95 % of words of ${label}`, facts?.words?.quantiles[0.95] ?? 0, numbers[`${label} words`], 1e-12);
      for (const n of ['1', '2', '3'] as const) {
        const totals = report.termTotals?.[n][label];
        must(totals?.terms === numbers[`${label} ${n} terms`], `different ${n}-grams of ${label}`);
        must(totals?.count === numbers[`${label} ${n} count`], `${n}-grams of ${label}`);
        const [most] = report.terms?.[n][label] ?? [];
        must(most?.count === numbers[`${label} ${n} most`], `the commonest ${n}-gram of ${label}`);
      }
    }
    contestants.push({
      name: 'CountVectorizer, numpy',
      run: async () => (await python.ask('explore', { data: path })).seconds,
    });
  }
  return {
    work: 'explore, lengths and words 1-3 by class',
    size: `${rows} comments`,
    measured: await inTurns(contestants, bench.quick ? 2 : 1),
    ours: 1,
    toReach: '',
    facts: {},
  };
}
