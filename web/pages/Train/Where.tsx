import { createEffect, on, Show } from 'solid-js';
import { SegmentedControl } from '../../components/SegmentedControl';
import { serverWords } from '../../i18n/serverWords';
import { connect, connection, mayUse } from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';

export type Place = 'here' | 'there';

/** Whether to work on this device or on the server, where there is one, and how long it takes there. */
export function Where(props: {
  label: string;
  place: Place;
  /** Why only this device can do it, in words; null if the server can too. */
  obstacle: string | null;
  /** How long it takes there, in words. */
  estimate: (address: string) => string;
  onChange: (place: Place) => void;
}) {
  createEffect(on(server, () => void connect()));
  const words = () => serverWords().remote;
  const onlyRead = () => connection().is === 'ready' && !mayUse('contributor');
  return (
    <Show when={server()}>
      {(chosen) => (
        <div class="stack tight">
          <div class="row">
            <SegmentedControl<Place>
              label={props.label}
              value={props.place}
              options={[
                { value: 'here', label: words().here },
                {
                  value: 'there',
                  label: words().there(hostOf(chosen().address)),
                  disabled: onlyRead() || props.obstacle !== null,
                },
              ]}
              onChange={(place) => props.onChange(place)}
            />
          </div>
          <p class="quiet">{onlyRead() ? words().onlyRead : (props.obstacle ?? props.estimate(chosen().address))}</p>
        </div>
      )}
    </Show>
  );
}
