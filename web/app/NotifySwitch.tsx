import { createSignal } from 'solid-js';
import { Checkbox } from '../components/Field';
import { t } from '../i18n';
import { notify, setNotify } from '../stores/settings';

/** Switches notifications on and off. The browser is asked when they are switched on, and never otherwise. */
export function NotifySwitch() {
  const words = () => t().common.settings;
  const missing = typeof Notification === 'undefined';
  const [denied, setDenied] = createSignal(!missing && Notification.permission === 'denied');
  const change = async (wanted: boolean) => {
    if (!wanted) {
      setNotify(false);
      return;
    }
    setNotify(true);
    const answer = await Notification.requestPermission();
    setDenied(answer === 'denied');
    setNotify(answer === 'granted');
  };
  return (
    <Checkbox
      label={words().notify}
      help={missing ? words().notifyMissing : words().notifyHelp}
      error={denied() ? words().notifyDenied : undefined}
      checked={notify() && !denied()}
      disabled={missing}
      onChange={(wanted) => void change(wanted)}
    />
  );
}
