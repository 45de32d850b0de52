import { clouds } from '../workers/cloud/client';

export type { PlacedWord } from '../workers/cloud/cloud.worker';

/** Lays words out in a cloud; those that find no place are left out. See the cloud worker. */
export const layOutCloud = clouds.layOut;
