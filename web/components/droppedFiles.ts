/** What is asked of a DataTransferItem. */
interface DroppedItem {
  readonly kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry(): { readonly isDirectory: boolean } | null;
}

/** What a drop carries: its files, and whether there are folders, which a page is given as files that cannot be read. */
export function droppedFiles(transfer: { readonly items: Iterable<DroppedItem> } | null): {
  readonly files: File[];
  readonly folders: boolean;
} {
  const files: File[] = [];
  let folders = false;
  for (const item of transfer?.items ?? []) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory) folders = true;
    else if (file !== null) files.push(file);
  }
  return { files, folders };
}
