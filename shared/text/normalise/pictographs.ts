/** True for arrows, signs and emoji: pictures that no word needs between its letters. */
export function isPictograph(code: number): boolean {
  return (code >= 0x2190 && code <= 0x2bff) || (code >= 0x1f000 && code <= 0x1faff);
}
