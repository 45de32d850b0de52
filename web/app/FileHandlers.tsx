import { useLocation, useNavigate } from '@solidjs/router';
import { onMount } from 'solid-js';
import { type IncomingRoute, receiveFiles, receiveShared } from '../stores/incomingFiles';
import { SharedDialog } from './SharedDialog';

/** Chromium's queue of files that were opened with the installed app. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** File handlers of the installed app: files opened with it, and what other apps share to it. */
export function FileHandlers() {
  const navigate = useNavigate();
  const location = useLocation();
  const asked = new URLSearchParams(location.search).get('shared');

  const leave = (route: IncomingRoute | null) => navigate(route ?? location.pathname, { replace: true });
  onMount(() => {
    window.launchQueue?.setConsumer(async ({ files = [] }) => {
      const opened = await Promise.all(files.map((handle) => handle.getFile()));
      const route = receiveFiles(opened);
      if (route !== null) navigate(route);
    });
    // The address stays until the answer, so that a reload asks again.
    if (asked !== null) {
      void receiveShared(asked).then((found) => {
        if (!found) leave(null);
      });
    }
  });
  return <SharedDialog onAnswer={leave} />;
}
