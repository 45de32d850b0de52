import { lazyPart } from '../../../components/lazyPart';

/** Charts of lines come with a library that only a search or a curve needs; their place is kept. */
export const LateLineChart = lazyPart(
  () => import('../../../charts/LineChart'),
  () => <div class="line-chart" />,
);
