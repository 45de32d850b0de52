/**
 * Moves the focus to the heading of the page, for when the button that was pressed is gone: from nowhere a keyboard would
 * begin at the top of the window again.
 */
export function focusHeading(): void {
  document.querySelector('h1')?.focus();
}
