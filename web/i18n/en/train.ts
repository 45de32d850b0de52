/** The Train room. */
export const train = {
  title: 'What should the model learn?',
  intro: 'Training runs on this device.',
};
