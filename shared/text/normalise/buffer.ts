import type { CodePoints } from '../decode/codePoints';

/** Makes an empty text whose buffers grow as asked. */
export function emptyCodePoints(): CodePoints {
  return { codePoints: new Uint32Array(0), begins: new Uint32Array(0), ends: new Uint32Array(0), length: 0 };
}

/** Ensures that `text` has capacity for `length` code points, and for their spans if asked; its contents are kept. */
export function reserveCodePoints(text: CodePoints, length: number, spans: boolean): void {
  if (text.codePoints.length < length) text.codePoints = enlarged(text.codePoints, length, text.length);
  if (!spans) return;
  if (text.begins.length < length) text.begins = enlarged(text.begins, length, text.length);
  if (text.ends.length < length) text.ends = enlarged(text.ends, length, text.length);
}

function enlarged(array: Uint32Array<ArrayBuffer>, length: number, kept: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.max(length, 2 * array.length, 256));
  copy.set(array.subarray(0, kept));
  return copy;
}

/** Makes `target` a copy of the first `length` code points of `source`, enlarging it as needed. */
export function copyCodePoints(target: CodePoints, source: CodePoints, length: number, spans: boolean): void {
  target.length = 0;
  reserveCodePoints(target, source.length, spans);
  target.codePoints.set(source.codePoints.subarray(0, length));
  if (spans) {
    target.begins.set(source.begins.subarray(0, length));
    target.ends.set(source.ends.subarray(0, length));
  }
  target.length = length;
}

/** Moves the code point at `from` to `to`, its span with it. */
export function moveCodePoint(text: CodePoints, from: number, to: number, spans: boolean): void {
  text.codePoints[to] = text.codePoints[from];
  if (spans) {
    text.begins[to] = text.begins[from];
    text.ends[to] = text.ends[from];
  }
}
