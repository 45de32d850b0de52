/*
 * The lexicon for Node, `#english-lexicon` in package.json; a bundler uses the JSON itself. Under tsx an import makes
 * each key of a JSON file a name of the module, and `arguments`, a word of English, cannot be one.
 */
const lexicon = require('natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json');

module.exports = lexicon;
