/** The Models room. */
export const models = {
  title: 'Which models are here?',
  intro: 'A model is one file. Keep it, share it, bring it back.',
};
