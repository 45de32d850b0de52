/** The bundle is an expression whose value is this function. */
export { createScriptScorer as default } from './scorer';
