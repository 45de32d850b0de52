/** The Data room. */
export const data = {
  title: 'What comments do you have?',
  intro: 'Files are read here and stay here.',
};
