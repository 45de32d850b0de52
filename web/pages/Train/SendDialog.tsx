import { createSignal } from 'solid-js';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Checkbox } from '../../components/Field';
import { t } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { hostOf, server } from '../../stores/server/kept';

/** Says what leaves the device before a training or a search on the server, and asks whether it may. */
export function SendDialog(props: {
  open: boolean;
  /** What becomes of them there, and the button's label. */
  result: string;
  action: string;
  comments: number;
  /** Of the comments, UTF-8. */
  bytes: number;
  onSend: (keepData: boolean) => void;
  onClose: () => void;
}) {
  const words = () => serverWords().remote.confirm;
  const [keep, setKeep] = createSignal(false);
  return (
    <Dialog
      open={props.open}
      title={words().title(hostOf(server()?.address ?? ''))}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button
            kind="main"
            onClick={() => {
              props.onClose();
              props.onSend(keep());
            }}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <p>{words().text(props.comments, props.bytes)}</p>
      <p>{props.result}</p>
      <Checkbox label={words().keep} help={words().keepHelp} checked={keep()} onChange={setKeep} />
    </Dialog>
  );
}
