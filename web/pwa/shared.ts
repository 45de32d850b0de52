/*
 * What other apps share to the installed app. The browser posts it before there is a page, so the service worker puts it
 * by, and the page it then opens takes it.
 */

/** Where the browser posts it: `share_target.action` of the manifest. */
export const SHARE_PATH = '/share';

/** Names of the form's fields: `share_target.params` of the manifest. */
export const SHARE_FILES = 'files';
const TEXT_FIELDS = ['title', 'text', 'url'];

const CACHE = 'shared';
const NAME_HEADER = 'X-Name';

/** What was shared; either may be empty. */
export interface Shared {
  readonly files: readonly File[];
  readonly text: string;
}

/** Puts by what a form holds; answers with its id. */
export async function keepShared(form: FormData): Promise<string> {
  const id = crypto.randomUUID();
  const cache = await caches.open(CACHE);
  const files = form.getAll(SHARE_FILES).filter((value) => value instanceof File);
  for (const [i, file] of files.entries()) {
    const headers = { [NAME_HEADER]: encodeURIComponent(file.name), 'Content-Type': file.type };
    await cache.put(`/${id}/file/${i}`, new Response(file, { headers }));
  }
  const lines = TEXT_FIELDS.map((field) => form.get(field)).filter(
    (value) => typeof value === 'string' && value !== '',
  );
  await cache.put(`/${id}/text`, new Response(lines.join('\n')));
  return id;
}

/** Takes what was put by under `id`; nothing is left of it, and nothing comes of an id that is not known. */
export async function takeShared(id: string): Promise<Shared> {
  const files: File[] = [];
  let text = '';
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const [, owner, kind] = new URL(request.url).pathname.split('/');
    const kept = owner === id ? await cache.match(request) : undefined;
    if (kept === undefined) continue;
    if (kind === 'text') text = await kept.text();
    else files.push(new File([await kept.blob()], decodeURIComponent(kept.headers.get(NAME_HEADER) ?? '')));
    await cache.delete(request);
  }
  return { files, text };
}
