import { useLocation, useNavigate } from '@solidjs/router';
import { onMount } from 'solid-js';
import { receiveFiles, receiveShared } from '../stores/arrivals';

/** Chromium's queue of files that were opened with the installed app. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** The doors of the installed app: files opened with it, and what other apps share to it. */
export function Doors() {
  const navigate = useNavigate();
  const location = useLocation();

  onMount(() => {
    window.launchQueue?.setConsumer(async ({ files = [] }) => {
      const opened = await Promise.all(files.map((handle) => handle.getFile()));
      const room = receiveFiles(opened);
      if (room !== null) navigate(room);
    });
    const shared = new URLSearchParams(location.search).get('shared');
    if (shared !== null) {
      void receiveShared(shared).then((room) => navigate(room ?? location.pathname, { replace: true }));
    }
  });
  return null;
}
