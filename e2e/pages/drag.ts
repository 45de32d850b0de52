import type { Page } from '@playwright/test';

/** What a browser does when a file is dragged from the desktop over the window, and let go there. */
export async function drag(page: Page, event: 'dragover' | 'drop', name: string, text: string): Promise<void> {
  const carried = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: fileName.endsWith('.csv') ? 'text/csv' : '' }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent('main', event, { dataTransfer: carried });
}
