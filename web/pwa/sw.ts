import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { API_ADDRESS, FILE_ADDRESS } from '#shared/runtime/addresses';
import { isolationHeaders } from '#shared/runtime/isolationHeaders';
import { SHARE_FILES, SHARE_PATH, storeShared, sweepShared } from './shared';

/*
 * The service worker: caches the whole app, so that it opens and works offline, and adds to every cached response the
 * headers that make the page cross-origin isolated, also where a static host does not send them. Pages decide when a
 * new version takes over (register.ts), because it must never happen while work is in progress.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

addPlugins([
  {
    async handlerWillRespond({ response }) {
      const headers = new Headers(response.headers);
      for (const [name, value] of Object.entries(isolationHeaders)) headers.set(name, value);
      return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
    },
  },
]);

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [API_ADDRESS, FILE_ADDRESS],
  }),
);

registerRoute(
  SHARE_PATH,
  async ({ request }) => {
    const form = await request.formData();
    const page = form.has(SHARE_FILES) ? '/data' : '/';
    const stored = await storeShared(form, request.referrer);
    return Response.redirect(`${page}?shared=${'id' in stored ? stored.id : stored.refused}`, 303);
  },
  'POST',
);

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const type: unknown = event.data?.type;
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'skip-waiting-if-alone') {
    event.waitUntil(
      self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
        const onlyPage = pages.length <= 1;
        event.ports[0]?.postMessage(onlyPage ? 'alone' : 'not-alone');
        return onlyPage ? self.skipWaiting() : undefined;
      }),
    );
  }
});

// A notification of a task that has ended (app/notifyEnd.ts): to the page, or to the list of tasks in a new one.
self.addEventListener('notificationclick', (event: NotificationEvent) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then(([page]) => (page ? page.focus() : self.clients.openWindow('/tasks'))),
  );
});

// The first worker controls the page that registered it, so that the very first visit already works offline.
self.addEventListener('activate', (event: ExtendableEvent) => {
  event.waitUntil(Promise.all([self.clients.claim(), sweepShared().catch(() => undefined)])); // Without a cache, no shares.
});
