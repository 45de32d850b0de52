import { messageSW, Workbox } from 'workbox-window';

/** What is reported to the page about its service worker. */
export interface ServiceWorkerEvents {
  /**
   * The app is not kept for offline use: an old browser, a private window, plain http, full storage, or no network yet.
   */
  onUnavailable(): void;
  /** Everything is kept and the app opens without a network. `firstTime`: this visit made it so. */
  onReady(firstTime: boolean): void;
  /** A new version waits, and the person has begun to do something: ask. `apply` activates it and reloads. */
  onWaiting(apply: () => void): void;
  /** A new version has taken over under this page: chunks that are not loaded yet may be gone. */
  onReplaced(): void;
  /** Whether a reload without asking loses nothing; asked at the moment of the reload. */
  mayReload(): boolean;
}

/** How often a page that stays open looks for a new version, ms. */
const LOOK_EVERY = 60 * 60 * 1000;

/** What registering needs of the browser; the tests have their own. */
export interface Host {
  readonly serviceWorker: Pick<ServiceWorkerContainer, 'controller' | 'ready'> | null;
  createWorkbox(): Pick<Workbox, 'addEventListener' | 'register' | 'messageSkipWaiting' | 'update'>;
  /** Asks a waiting worker to activate if this is its only page. Resolves to whether it does. */
  activateIfOnlyPage(worker: ServiceWorker): Promise<boolean>;
  reload(): void;
  isOnline(): boolean;
  /** Calls `work` when the network is back, once. */
  whenOnline(work: () => void): void;
  every(milliseconds: number, work: () => void): void;
}

const browser: Host = {
  serviceWorker: import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : null,
  createWorkbox: () => new Workbox('/sw.js', { scope: '/' }),
  activateIfOnlyPage: async (worker) => (await messageSW(worker, { type: 'skip-waiting-if-alone' })) === 'alone',
  reload: () => location.reload(),
  isOnline: () => navigator.onLine,
  whenOnline: (work) => addEventListener('online', work, { once: true }),
  every: (milliseconds, work) => void setInterval(work, milliseconds),
};

/**
 * Registers /sw.js and follows its updates. A new version replaces the old one without asking only if that loses
 * nothing (`mayReload`) and this is the only tab (the worker checks that); otherwise `onWaiting` is called.
 */
export function registerServiceWorker(events: ServiceWorkerEvents, host: Host = browser): void {
  const { serviceWorker } = host;
  if (serviceWorker === null) {
    events.onUnavailable();
    return;
  }
  let controlled = serviceWorker.controller !== null;
  let applying = false;
  let reloading = false;
  const reload = () => {
    if (reloading) return;
    reloading = true;
    host.reload();
  };

  const start = () => {
    const workbox = host.createWorkbox();
    let registration: ServiceWorkerRegistration | undefined;
    const apply = () => {
      applying = true;
      workbox.messageSkipWaiting();
    };

    workbox.addEventListener('controlling', () => {
      // The first worker of a first visit takes over a page made of the same version; any later one is a new version.
      const first = !controlled;
      controlled = true;
      if (applying) reload();
      else if (first) return;
      else if (events.mayReload()) reload();
      else events.onReplaced();
    });
    workbox.addEventListener('waiting', async ({ sw }) => {
      // Refused if another tab is open: that one may be busy. Then this tab asks like any other.
      if (sw === undefined || !events.mayReload() || !(await host.activateIfOnlyPage(sw))) events.onWaiting(apply);
    });
    workbox.addEventListener('redundant', () => {
      // The first installation failed: storage is full, or the network was lost during it.
      if (registration !== undefined && registration.active === null) unavailable();
    });

    workbox.register({ immediate: true }).then(
      (registered) => {
        registration = registered;
        if (registered === undefined) return;
        const firstTime = registered.active === null;
        serviceWorker.ready.then(() => events.onReady(firstTime));
        host.every(LOOK_EVERY, () => {
          if (host.isOnline()) workbox.update().catch(() => undefined); // Unreachable: the next hour will do.
        });
      },
      () => {
        // Offline with a worker already here, register() may fail while the kept app works.
        if (serviceWorker.controller !== null) events.onReady(false);
        else unavailable();
      },
    );
  };

  const unavailable = () => {
    events.onUnavailable();
    if (!host.isOnline()) host.whenOnline(start);
  };
  start();
}
