/** What the page hears of its service worker. */
export interface ServiceWorkerEvents {
  /** No service worker here: an old browser, a private mode, or plain http beyond localhost. */
  onUnavailable(): void;
  /** Everything is kept and the app opens without a network. `firstTime`: this visit made it so. */
  onReady(firstTime: boolean): void;
  /** A new version waits, and the visitor has begun to do something: ask. `apply` loads it and reloads. */
  onWaiting(apply: () => void): void;
  /** Another tab loaded a new version under this page: chunks not loaded yet may be gone. */
  onReplaced(): void;
}

/** How often a page that stays open looks for a new version, ms. */
const LOOK_EVERY = 60 * 60 * 1000;

/**
 * Registers /sw.js and follows its updates. A new version replaces the old one by itself only if the visitor has not
 * touched the page yet and this is the only tab (the worker checks that); otherwise `onWaiting` is told.
 */
export function registerServiceWorker(events: ServiceWorkerEvents): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    events.onUnavailable();
    return;
  }
  const { serviceWorker } = navigator;
  const hadController = serviceWorker.controller !== null;
  let touched = false;
  let reloading = false;
  const touch = () => {
    touched = true;
  };
  for (const type of ['pointerdown', 'keydown', 'drop'] as const) addEventListener(type, touch, { once: true });

  const reload = () => {
    if (reloading) return;
    reloading = true;
    location.reload();
  };

  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of a first visit takes over a page made of the same version: nothing to do.
    if (!hadController || reloading) return;
    if (touched && !applying) events.onReplaced();
    else reload();
  });

  let applying = false;
  const apply = (worker: ServiceWorker) => {
    applying = true;
    worker.postMessage({ type: 'skip-waiting' });
  };

  const onWaiting = (worker: ServiceWorker) => {
    if (touched) events.onWaiting(() => apply(worker));
    else {
      // Refused if another tab is open: that one may be busy. Then this tab asks like any other.
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ data }) => {
        if (data !== 'alone') events.onWaiting(() => apply(worker));
      };
      worker.postMessage({ type: 'skip-waiting-if-alone' }, [channel.port2]);
    }
  };

  const follow = (registration: ServiceWorkerRegistration) => {
    if (registration.waiting !== null && registration.active !== null) onWaiting(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && registration.active !== null) onWaiting(worker);
      });
    });
    setInterval(() => {
      if (navigator.onLine) registration.update().catch(() => undefined); // Unreachable: the next hour will do.
    }, LOOK_EVERY);
    const firstTime = registration.active === null;
    serviceWorker.ready.then(() => events.onReady(firstTime));
  };

  serviceWorker.register('/sw.js', { scope: '/' }).then(follow, () => {
    // Offline with a worker already here, register() may fail while the kept app works.
    if (serviceWorker.controller !== null) events.onReady(false);
    else events.onUnavailable(); // The browser's console says why.
  });
}
