/** Penn Treebank tags of some 92,000 English words, the most frequent first; one entry has none. */
declare const lexicon: Readonly<Record<string, readonly string[]>>;
export default lexicon;
