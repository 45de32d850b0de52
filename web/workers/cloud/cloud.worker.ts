import cloud from 'd3-cloud';
import { createRandom } from '#shared/base/random';
import { AbortError } from '#shared/runtime/steps';
import { exposeApi } from '../lib/wire';

/** A word to be placed, and how large. */
export interface SizedWord {
  readonly text: string;
  /** Pixels. */
  readonly size: number;
}

/** The place of a word: its middle and baseline from the middle of the cloud, pixels. */
export interface PlacedWord extends SizedWord {
  /** Index into the input words. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The layout tries places in an order drawn from this, so that the same words make the same cloud. */
const SEED = 1;
/** Free pixels around a word. */
const PADDING = 2;

interface Word extends cloud.Word {
  readonly index: number;
}

const api = {
  /**
   * Lays words out in a cloud `width` (a multiple of 32) by `height` pixels, level and without overlap; the first come
   * nearest to the middle. Words that do not fit are left out.
   * @param font family as in CSS; the words are to be drawn with the same.
   * @throws AbortError
   */
  layOut(
    words: readonly SizedWord[],
    width: number,
    height: number,
    font: string,
    signal: AbortSignal,
  ): Promise<PlacedWord[]> {
    const random = createRandom(SEED);
    return new Promise((resolve, reject) => {
      const layout = cloud<Word>()
        // d3-cloud only measures and draws on it, which both kinds of canvas can do.
        .canvas(() => new OffscreenCanvas(1, 1) as unknown as HTMLCanvasElement)
        .size([width, height])
        .words(words.map(({ text, size }, index) => ({ text, size, index })))
        .padding(PADDING)
        .rotate(() => 0)
        .font(font)
        .fontSize(({ size }) => size ?? 0)
        .random(() => random.unit())
        .on('end', (placed) =>
          resolve(
            placed.map(({ index, x = 0, y = 0 }) => ({
              index,
              text: words[index].text,
              size: words[index].size,
              x,
              y,
            })),
          ),
        );
      signal.addEventListener('abort', () => {
        layout.stop();
        reject(new AbortError());
      });
      layout.start();
    });
  },
};

export type CloudApi = typeof api;

exposeApi(api);
