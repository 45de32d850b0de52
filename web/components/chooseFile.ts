/**
 * Asks for a file, as pressing an `<input type=file>` does; `onFile` is not called if none is chosen. Call it in a
 * click handler.
 */
export function chooseFile(onFile: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) onFile(file);
  });
  input.click();
}
