import { type DatasetInfo, type DatasetLabel, labelsOf } from '../../stores/datasets';

/** Whether both classes are there. */
export const hasBoth = ({ positives, negatives }: DatasetLabel): boolean => positives > 0 && negatives > 0;

/** Whether any of its labels can be learnt. */
export const trainable = (dataset: DatasetInfo): boolean => labelsOf(dataset).some(hasBoth);
