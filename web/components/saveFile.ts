/** How long a browser may take to open the file it saves, ms. */
const OPEN_WITHIN = 60_000;

/** Offers `blob` to be saved under `name`, as any download. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), OPEN_WITHIN);
}

/** `name` without what file systems refuse, at most 80 characters, and the extension. */
export function fileName(name: string, extension: string): string {
  const safe = [...name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-')]
    .slice(0, 80)
    .join('')
    .replace(/^[. -]+|[. ]+$/g, '');
  return `${safe === '' ? 'model' : safe}.${extension}`;
}
