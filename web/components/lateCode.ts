import { type Component, createSignal, onCleanup } from 'solid-js';

/** The code of a component that is loaded when it is first wanted, and that can be asked for again if it fails. */
export interface LateCode<Props extends object> {
  /** Undefined until it is there. */
  readonly component: () => Component<Props> | undefined;
  /** Begins to load it; a failure is reported by the `load` that follows. */
  readonly warmUp: () => void;
  /** Rejects if it cannot be fetched; the next call asks again. */
  readonly load: () => Promise<Component<Props>>;
}

export function lateCode<Props extends object>(load: () => Promise<{ default: Component<Props> }>): LateCode<Props> {
  let loaded: Component<Props> | undefined;
  let coming: Promise<Component<Props>> | null = null;
  let attempts = 0;
  let failedUrl: string | undefined;
  const fetchCode = async () => {
    attempts++;
    try {
      return (await (failedUrl ? loadAfresh<Props>(failedUrl, attempts) : load())).default;
    } catch (error) {
      failedUrl ??= urlOfFailedModule(error);
      throw error;
    }
  };
  return {
    component: () => loaded,
    warmUp() {
      coming = fetchCode();
      coming.catch(() => undefined); // reported by `load`
    },
    async load() {
      const code = coming ?? fetchCode();
      coming = null;
      loaded ??= await code;
      return loaded;
    },
  };
}

/**
 * What a place shows of late code, whose loading begins with it.
 * @param onOpened called when the code is shown that was not there at first.
 */
export function openLate<Props extends object>(code: LateCode<Props>, onOpened: () => void = () => {}) {
  const [component, setComponent] = createSignal(code.component());
  const [failed, setFailed] = createSignal(false);
  let gone = false;
  onCleanup(() => {
    gone = true;
  });
  const open = async () => {
    setFailed(false);
    try {
      const ready = await code.load();
      if (gone) return;
      setComponent(() => ready);
    } catch {
      setFailed(true); // which the place says, with a way to open it again
      return;
    }
    onOpened();
  };
  if (component() === undefined) void open();
  return { component, failed, open };
}

/** The address in the message of a failed dynamic import, where the browser names it (Chromium and Firefox do). */
function urlOfFailedModule(error: unknown): string | undefined {
  const url = /https?:\/\/\S+\.js/.exec(error instanceof Error ? error.message : '')?.[0];
  return url?.startsWith(`${location.origin}/`) ? url : undefined;
}

/** Chromium remembers that a module could not be fetched for as long as the page lives, so another address is asked. */
function loadAfresh<Props extends object>(url: string, attempt: number): Promise<{ default: Component<Props> }> {
  return import(/* @vite-ignore */ `${url}?attempt=${attempt}`);
}
