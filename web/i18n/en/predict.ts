/** The Predict room. */
export const predict = {
  title: 'Is this comment toxic?',
  intro: 'Type or paste. Nothing leaves this device.',
};
