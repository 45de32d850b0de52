import { createEffect, on, Show } from 'solid-js';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { SegmentedControl } from '../../components/SegmentedControl';
import { serverWords } from '../../i18n/serverWords';
import { connect, connection, mayUse } from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';
import { estimateRemote } from '../../stores/server/remoteRuns';

export type TrainingPlace = 'here' | 'there';

/** Whether to train on this device or on the server, where there is one, and how long it takes there. */
export function Where(props: {
  place: TrainingPlace;
  spec: PipelineSpecInput;
  /** Of the comments, UTF-8. */
  bytes: number;
  /** What only this device can do: a column keeps comments together, or they come from several datasets. */
  obstacle: 'groups' | 'sources' | null;
  onChange: (place: TrainingPlace) => void;
}) {
  createEffect(on(server, () => void connect()));
  const words = () => serverWords().remote;
  const onlyRead = () => connection().is === 'ready' && !mayUse('contributor');
  const obstacleText = () => (props.obstacle === null ? null : words().cannot[props.obstacle]);
  const estimate = (address: string) => {
    const milliseconds = estimateRemote(address, props.spec, props.bytes);
    return milliseconds === null ? words().unknownThere : words().estimateThere(milliseconds);
  };
  return (
    <Show when={server()}>
      {(chosen) => (
        <div class="stack tight">
          <div class="row">
            <SegmentedControl<TrainingPlace>
              label={words().where}
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
          <p class="quiet">{onlyRead() ? words().onlyRead : (obstacleText() ?? estimate(chosen().address))}</p>
        </div>
      )}
    </Show>
  );
}
