/*
 * What other apps share to the installed app. The browser posts it before there is a page, so the service worker stores
 * it and opens the app, which shows what was shared, and from where, and asks before anything is done with it: any site
 * can post such a form too. It is stored until the person has answered, and removed after a day without an answer.
 */

/** Where the browser posts it: `share_target.action` of the manifest. */
export const SHARE_PATH = '/share';

/** Names of the form's fields: `share_target.params` of the manifest. */
export const SHARE_FILES = 'files';
const TEXT_FIELDS = ['title', 'text', 'url'];

/** Limits, so that no site can fill the storage: of one share, and of all that wait for an answer. */
export const SHARE_LIMITS = { bytes: 256 * 1024 * 1024, files: 20, waiting: 4 } as const;

/** How long a share waits for an answer, ms. */
export const SHARE_LIFE_MS = 24 * 60 * 60 * 1000;

const CACHE = 'shared';
const ABOUT = 'about';
const NAME_HEADER = 'X-Name';

/** A share that waits for an answer. */
export interface Shared {
  readonly id: string;
  readonly files: readonly File[];
  readonly text: string;
  /**
   * Origin of the page that posted it; null if the browser does not send it: an app of the device, or a page that
   * hides.
   */
  readonly source: string | null;
}

/** Why a share was not stored. */
export type ShareRefusal = 'too-large' | 'no-room';

interface About {
  readonly source: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of its files and text. */
  readonly bytes: number;
}

/**
 * Stores what a posted form holds, unless it is larger than SHARE_LIMITS. The oldest of the shares that wait are
 * removed to free space for it.
 * @param referrer of the request: empty for an app of the device.
 * @returns its id, or why it was refused.
 */
export async function storeShared(
  form: FormData,
  referrer: string,
  now = Date.now(),
): Promise<{ id: string } | { refused: ShareRefusal }> {
  const files = form.getAll(SHARE_FILES).filter((value) => value instanceof File);
  const text = TEXT_FIELDS.map((field) => form.get(field))
    .filter((value) => typeof value === 'string' && value !== '')
    .join('\n');
  const textBody = new Blob([text]);
  const bytes = files.reduce((sum, { size }) => sum + size, textBody.size);
  if (bytes > SHARE_LIMITS.bytes || files.length > SHARE_LIMITS.files) return { refused: 'too-large' };
  const id = crypto.randomUUID();
  try {
    await sweepShared(now, { bytes, shares: 1 });
    const cache = await caches.open(CACHE);
    for (const [i, file] of files.entries()) {
      const headers = { [NAME_HEADER]: encodeURIComponent(file.name), 'Content-Type': file.type };
      await cache.put(`/${id}/file/${i}`, new Response(file, { headers }));
    }
    await cache.put(`/${id}/text`, new Response(textBody));
    const about: About = { source: originOf(referrer), at: now, bytes };
    // Written last: a share without it was cut short, and is swept.
    await cache.put(`/${id}/${ABOUT}`, Response.json(about));
    return { id };
  } catch {
    await Promise.allSettled([removeShared(id)]);
    return { refused: 'no-room' };
  }
}

/** What is stored under `id`, which stays; null for an id that is not known (any more). */
export async function readShared(id: string): Promise<Shared | null> {
  const cache = await caches.open(CACHE);
  const about = await readAbout(cache, id);
  if (about === null) return null;
  const files: File[] = [];
  for (const request of await requestsOf(cache, id, 'file')) {
    const stored = await cache.match(request);
    if (stored === undefined) continue;
    files.push(
      new File([await stored.blob()], decodeURIComponent(stored.headers.get(NAME_HEADER) ?? ''), {
        type: stored.headers.get('Content-Type') ?? '',
      }),
    );
  }
  const text = (await (await cache.match(`/${id}/text`))?.text()) ?? '';
  return { id, files, text, source: about.source };
}

/** Removes what is stored under `id`: it was used, or the person does not want it. */
export async function removeShared(id: string): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const request of await requestsOf(cache, id)) await cache.delete(request);
}

/**
 * Removes shares that nobody answered within a day or that were cut short, then the oldest until another of that
 * size fits within SHARE_LIMITS.
 */
export async function sweepShared(now = Date.now(), added = { bytes: 0, shares: 0 }): Promise<void> {
  const cache = await caches.open(CACHE);
  const ids = new Set((await cache.keys()).map(({ url }) => partsOf(url)[0]));
  const waiting: (About & { readonly id: string })[] = [];
  for (const id of ids) {
    const about = await readAbout(cache, id);
    if (about === null || now - about.at > SHARE_LIFE_MS || about.at > now) await removeShared(id);
    else waiting.push({ id, ...about });
  }
  waiting.sort((a, b) => b.at - a.at);
  let { bytes, shares } = added;
  for (const share of waiting) {
    bytes += share.bytes;
    shares++;
    if (bytes > SHARE_LIMITS.bytes || shares > SHARE_LIMITS.waiting) await removeShared(share.id);
  }
}

async function readAbout(cache: Cache, id: string): Promise<About | null> {
  const stored = await cache.match(`/${id}/${ABOUT}`);
  return stored === undefined ? null : ((await stored.json()) as About);
}

async function requestsOf(cache: Cache, id: string, kind?: string): Promise<Request[]> {
  return (await cache.keys()).filter(({ url }) => {
    const [owner, what] = partsOf(url);
    return owner === id && (kind === undefined || what === kind);
  });
}

const partsOf = (url: string) => new URL(url).pathname.slice(1).split('/');

function originOf(referrer: string): string | null {
  return URL.canParse(referrer) && new URL(referrer).origin !== 'null' ? new URL(referrer).origin : null;
}
