import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { ClassKey } from '#shared/eda/section/classes';
import type { TermCount } from '#shared/eda/terms/terms';
import { isAbort } from '#shared/runtime/steps';
import { WordCloud } from '../../../../charts/WordCloud';
import { Notice } from '../../../../components/Notice';
import { sentence } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { layOutCloud, type PlacedWord } from '../../../../stores/clouds';
import { classFilter, press } from '../../sheet/press';
import { cloudSizes } from './cloudSizes';

/** Words given to the layout. */
const MOST = 120;
/** Pixels; the width a multiple of 32, as the layout wants it. */
const WIDTH = 512;
const HEIGHT = 448;
/** The font of quoted comments in charts. */
const FACE = 'Charter, "Bitstream Charter", "Iowan Old Style", "Noto Serif", Georgia, serif';

/** The words of a class as a cloud: the area of a word goes with its count. It reports how many did not fit. */
export function ClassCloud(props: {
  of: ClassKey;
  n: string;
  terms: readonly TermCount[];
  by: 'count' | 'documents';
  offensive: (term: string) => boolean;
}) {
  const words = () => exploreWords().terms;
  const given = () => props.terms.slice(0, MOST);
  const [placed, setPlaced] = createSignal<{ words: readonly PlacedWord[]; of: readonly TermCount[] } | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);

  createEffect(
    on(
      () => [given(), props.by] as const,
      async ([terms, by]) => {
        const mine = new AbortController();
        onCleanup(() => mine.abort());
        setError(null);
        const sized = cloudSizes(
          terms.map((term) => ({ text: term.term, count: term[by] })),
          WIDTH,
          HEIGHT,
        );
        try {
          const laid = await layOutCloud(sized, WIDTH, HEIGHT, FACE, mine.signal);
          if (!mine.signal.aborted) setPlaced({ words: laid, of: terms });
        } catch (failure) {
          if (!mine.signal.aborted && !isAbort(failure)) setError(toCodedError(failure));
        }
      },
    ),
  );

  return (
    <>
      <Show when={error()}>
        {(failure) => (
          <Notice kind="error" title={exploreWords().failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
      <Show when={placed()} fallback={<p class="quiet cloud-place">{words().layingOut}</p>}>
        {(laid) => (
          <>
            <WordCloud
              label={words().cloudLabel(props.of)}
              of={props.of}
              width={WIDTH}
              height={HEIGHT}
              words={laid().words.map(({ index, text, x, y, size }) => ({
                text,
                x,
                y,
                size,
                offensive: props.offensive(text),
                tip: [text, words().tip(laid().of[index].count, laid().of[index].documents)],
              }))}
              onPick={(index) => press({ kind: 'term', term: laid().words[index].text }, classFilter(props.of))}
            />
            <p class="quiet">
              {words().cloudOf(laid().of.length)} {words().omitted(laid().of.length - laid().words.length)}
            </p>
          </>
        )}
      </Show>
    </>
  );
}
