import { expect, test, vi } from 'vitest';
import { type Host, registerServiceWorker, type ServiceWorkerEvents } from './register';

type Listener = (event: { sw?: ServiceWorker }) => unknown;

/** A page with a service worker whose events the test sends. */
function page(
  options: { controlled?: boolean; onlyPage?: boolean; unsaved?: boolean; fails?: boolean; none?: boolean } = {},
) {
  const listeners = new Map<string, Listener>();
  const state = { unsaved: options.unsaved ?? false, fails: options.fails ?? false, online: true };
  const registration = { active: options.controlled ? {} : null } as ServiceWorkerRegistration;
  const calls: string[] = [];
  let back: () => void = () => undefined;
  let becomeReady: (registration: ServiceWorkerRegistration) => void = () => undefined;
  const ready = new Promise<ServiceWorkerRegistration>((resolve) => {
    becomeReady = resolve;
  });
  if (options.controlled) becomeReady(registration);
  const host: Host = {
    serviceWorker: options.none ? null : { controller: options.controlled ? ({} as ServiceWorker) : null, ready },
    createWorkbox: () => ({
      addEventListener: ((type: string, listener: Listener) => listeners.set(type, listener)) as never,
      register: async () => {
        calls.push('register');
        if (state.fails) throw new TypeError('Failed to fetch');
        return registration;
      },
      messageSkipWaiting: () => calls.push('skip waiting'),
      update: async () => void calls.push('update'),
    }),
    activateIfOnlyPage: async () => options.onlyPage ?? true,
    reload: () => calls.push('reload'),
    isOnline: () => state.online,
    whenOnline: (work) => {
      back = work;
    },
    every: () => undefined,
  };
  let apply: () => void = () => undefined;
  const events: ServiceWorkerEvents = {
    onUnavailable: () => calls.push('unavailable'),
    onReady: (firstTime) => calls.push(firstTime ? 'ready for the first time' : 'ready'),
    onWaiting: (applyUpdate) => {
      calls.push('asks');
      apply = applyUpdate;
    },
    onReplaced: () => calls.push('replaced'),
    mayReload: () => !state.unsaved,
  };
  registerServiceWorker(events, host);
  const send = async (type: string) => {
    await listeners.get(type)?.({ sw: {} as ServiceWorker });
  };
  return {
    calls,
    state,
    send,
    apply: () => apply(),
    networkIsBack: () => back(),
    installed: () => becomeReady(registration),
  };
}

test('without service workers the app is reported as not kept', () => {
  expect(page({ none: true }).calls).toEqual(['unavailable']);
});

test('on a first visit the worker takes control without a reload', async () => {
  const { calls, send, installed } = page();
  await send('controlling');
  installed();
  await vi.waitFor(() => expect(calls).toEqual(['register', 'ready for the first time']));
});

test('a page of a first visit is notified when a later version has replaced it', async () => {
  const { calls, send } = page({ unsaved: true });
  await send('controlling');
  await send('controlling');
  expect(calls).toEqual(['register', 'replaced']);
});

test('"Reload now" on a page of a first visit reloads once the new version is active', async () => {
  const { calls, send, apply } = page({ unsaved: true });
  await send('controlling');
  await send('waiting');
  apply();
  await send('controlling');
  await send('controlling');
  expect(calls).toEqual(['register', 'asks', 'skip waiting', 'reload']);
});

test('a new version is loaded at once if nothing would be lost and no other tab is open', async () => {
  const { calls, send } = page({ controlled: true });
  await send('waiting');
  await send('controlling');
  expect(calls.filter((call) => call !== 'ready')).toEqual(['register', 'reload']);
});

test.each([
  ['something would be lost', { unsaved: true }],
  ['another tab is open', { onlyPage: false }],
])('a new version asks where %s', async (_, options) => {
  const { calls, send } = page({ controlled: true, ...options });
  await send('waiting');
  expect(calls.filter((call) => call !== 'ready')).toEqual(['register', 'asks']);
});

test('work begun while the new version was taking over is not lost to a reload', async () => {
  const { calls, state, send } = page({ controlled: true });
  await send('waiting');
  state.unsaved = true;
  await send('controlling');
  expect(calls).toContain('replaced');
  expect(calls).not.toContain('reload');
});

test('without a network on a first visit the app is reported as not kept, and registers when the network is back', async () => {
  const opened = page({ fails: true });
  opened.state.online = false;
  await vi.waitFor(() => expect(opened.calls).toEqual(['register', 'unavailable']));
  opened.state.online = true;
  opened.state.fails = false;
  opened.networkIsBack();
  opened.installed();
  await vi.waitFor(() => expect(opened.calls).toContain('ready for the first time'));
});

test('without a network on a later visit the kept app is ready', async () => {
  const { calls } = page({ controlled: true, fails: true });
  await vi.waitFor(() => expect(calls).toEqual(['register', 'ready']));
});

test('the app is reported as not kept if the installation fails because storage is full', async () => {
  const { calls, send } = page();
  await vi.waitFor(() => expect(calls).toEqual(['register']));
  await send('redundant');
  expect(calls).toEqual(['register', 'unavailable']);
});
