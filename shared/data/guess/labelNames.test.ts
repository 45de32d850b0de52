import { expect, test } from 'vitest';
import { inspect } from '../inspect';
import { fileOf } from '../testing/tables';
import { readLabelName } from './labelNames';

test.each([
  ...['non_toxic', 'is_nonhate', 'nontoxic', 'not_toxic', 'no hate', 'without_insult', 'hate_free', 'free of threats'],
  ...['без_оскорблений', 'нет мата', 'нетоксичный', 'не токсично', 'ohne Beleidigung', 'sans insulte'],
  ...['approved', 'is_allowed', 'sfw', 'keep', 'constructive', 'допустимо', 'одобрено', 'корректный', 'unproblematic'],
  ...['label (0 = toxic, 1 = clean)', 'Not toxic (1) / toxic (0)', 'is_ok', 'clean', 'норма'],
])('a 1 under "%s" means not toxic', (name) => {
  expect(readLabelName(name).opposite).toBe(true);
});

test.each([
  ...['toxic', 'is_hate', 'not_ok', 'is not safe', 'not clean', 'не норма', 'не_допустимо', 'not approved'],
  ...['label (0 = clean, 1 = toxic)', 'Toxic (1) / not toxic (0)', 'clean or toxic', 'toxic_vs_neutral'],
  ...['Is it toxic? (yes/no/unsure)', 'yes / no: toxic', 'да/нет токсично', 'free_text_toxicity', 'unapproved'],
])('a 1 under "%s" does not mean not toxic', (name) => {
  expect(readLabelName(name).opposite).toBe(false);
});

test.each([
  ['approved', 1],
  ['sfw', 1],
  ['допустимо', 1],
  ['без_оскорблений', 0],
  ['not_ok', 0],
])(
  '0 and 1 under "%s" are read by what it means, and asked about only where it may be no label',
  async (name, asked) => {
    const fine = name === 'not_ok' ? 0 : 1;
    const rows = ['what a lovely day', 'you silly clown, go away', 'see you at noon', 'nobody likes you, fool'];
    const table = [`text,${name}`, ...rows.map((text, i) => `"${text}",${i % 2 === 0 ? fine : 1 - fine}`)].join('\n');
    const { report } = await inspect(fileOf(table, 'a.csv'), {});
    const [labelling] = report.labelling;
    expect(labelling?.values.find(({ value }) => value === String(fine))?.meaning).toBe('notToxic');
    expect(report.questions.map(({ code }) => code)).toEqual(asked ? ['label-column'] : []);
  },
);
