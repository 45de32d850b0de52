import { createSignal } from 'solid-js';
import { t } from '../i18n';
import { registerServiceWorker } from '../pwa/register';
import { onChange } from '../storage/changes';
import { busy } from './tasks/runTask';
import { showToast } from './toasts';
import { hasUnsaved } from './unsaved';

/** State of the device: storage, network, whether the app is kept for offline use, whether a new version waits. */
export interface StorageState {
  /** Bytes. */
  usage: number;
  quota: number;
  /** The browser promised not to clear it by itself. */
  persisted: boolean;
}

/** Chromium's offer to install; other browsers install from their own menus. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

const ANNOUNCED_KEY = 'moderato.offline-said';

const [storage, setStorage] = createSignal<StorageState | null>(null);
const [online, setOnline] = createSignal(navigator.onLine);
/**
 * true: everything is kept; false: being fetched; null: not kept here, or not yet (no service worker, space or
 * network).
 */
const [offlineReady, setOfflineReady] = createSignal<boolean | null>(false);
/** 'waiting': a new version can be loaded; 'stale': it has taken over under this page. */
const [updateReady, setUpdateReady] = createSignal<'waiting' | 'stale' | null>(null);
/** Opens the browser's install question; null when there is nothing to ask. */
const [installPrompt, setInstallPrompt] = createSignal<(() => void) | null>(null);

export { installPrompt, offlineReady, online, storage, updateReady };

/** Reads storage anew: stores call it after they wrote or removed something large. */
export async function refreshStorage(): Promise<void> {
  if (navigator.storage?.estimate === undefined) return;
  try {
    const [estimate, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
    setStorage({ usage: estimate.usage ?? 0, quota: estimate.quota ?? 0, persisted });
  } catch {
    setStorage(null); // Opaque or blocked storage: there is nothing true to show.
  }
}

/** Asks the browser to keep the data; resolves to its answer. */
export async function askPersistence(): Promise<boolean> {
  const agreed = (await navigator.storage?.persist?.()) ?? false;
  await refreshStorage();
  return agreed;
}

let update: (() => void) | null = null;

/** Loads the waiting version. The caller has made sure that no work is in progress. */
export function applyUpdate(): void {
  if (update === null) location.reload();
  else update();
}

/** Hides the offer until the next start. */
export function postponeUpdate(): void {
  setUpdateReady(null);
}

function sayOfflineOnce(): void {
  try {
    if (localStorage.getItem(ANNOUNCED_KEY) !== null) return;
    localStorage.setItem(ANNOUNCED_KEY, '1');
  } catch {
    return; // Without storage it would be announced on every visit; the rail shows it anyway.
  }
  showToast(() => t().common.offlineOnce);
}

/** Starts listening. Called once by main.tsx. */
export function watchDevice(): void {
  addEventListener('online', () => setOnline(true));
  addEventListener('offline', () => setOnline(false));
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    setInstallPrompt(() => () => {
      setInstallPrompt(null);
      void (event as InstallEvent).prompt();
    });
  });
  addEventListener('appinstalled', () => setInstallPrompt(null));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refreshStorage();
  });
  // A worker or another tab has written or removed something.
  onChange(() => void refreshStorage());
  void refreshStorage();
  let touched = false;
  const touch = () => {
    touched = true;
  };
  for (const type of ['pointerdown', 'keydown', 'input', 'paste', 'drop'] as const) {
    addEventListener(type, touch, { once: true, capture: true });
  }
  registerServiceWorker({
    onUnavailable: () => setOfflineReady(null),
    onReady: (firstTime) => {
      setOfflineReady(true);
      void refreshStorage();
      if (firstTime) sayOfflineOnce();
    },
    mayReload: () => !touched && !busy() && !hasUnsaved(),
    onWaiting: (apply) => {
      update = apply;
      setUpdateReady('waiting');
    },
    onReplaced: () => {
      update = null;
      setUpdateReady('stale');
    },
  });
}
