export { type DamagedRecord, damagedAsJson } from '../storage/damaged';
