/** Files of the Russian dictionary, as the package `az` names them. */
export type DictionaryFile =
  | 'words.dawg'
  | 'prediction-suffixes-0.dawg'
  | 'prediction-suffixes-1.dawg'
  | 'prediction-suffixes-2.dawg'
  | 'p_t_given_w.intdawg'
  | 'grammemes.json'
  | 'gramtab-opencorpora-int.json'
  | 'gramtab-opencorpora-ext.json'
  | 'suffixes.json'
  | 'paradigms.array';

/**
 * Reads one file of the dictionary: in Node from the package, in a browser from the app's own origin, once; after that
 * it is read from a cache, without a network.
 * @throws CodedError `dictionary-unreachable`.
 */
export function readDictionaryFile(name: DictionaryFile): Promise<ArrayBuffer>;
