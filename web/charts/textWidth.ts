/** The faces that charts write in, as the style sheet has them: values, names, and names that people wrote. */
export const VALUE_FONT = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
export const NAME_FONT = VALUE_FONT.replace('12px', '13.5px');
export const USER_TEXT_FONT = '14px Charter, "Bitstream Charter", "Iowan Old Style", "Noto Serif", Georgia, serif';

/** Widths that are remembered: redrawing asks for the same ones again. */
const KEPT = 20_000;

let context: CanvasRenderingContext2D | null = null;
let face = '';
const known = new Map<string, number>();

/** How wide `text` will be, pixels. Causes no layout. */
export function textWidth(text: string, font: string): number {
  const key = `${font}|${text}`;
  const width = known.get(key) ?? measure(text, font);
  if (known.size >= KEPT) known.clear();
  known.set(key, width);
  return width;
}

function measure(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 8; // a browser out of canvases: a rough upper estimate
  if (face !== font) context.font = face = font; // the browser parses every assignment
  return context.measureText(text).width;
}

/** `text`, or as much of its beginning as fits into `width` pixels, with an ellipsis. */
export function fitText(text: string, font: string, width: number): string {
  if (textWidth(text, font) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (textWidth(`${characters.slice(0, middle).join('')}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}
