import { createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { setLanguage } from '../i18n';
import { NumberField } from './NumberField';
import { find, show } from './testing/show';
import type { NumberRange } from './typedNumber';

function field(range: NumberRange, options: { value?: number | null; nullable?: boolean; error?: string } = {}) {
  const [value, setValue] = createSignal<number | null>(options.value ?? null);
  const root = show(() => (
    <NumberField
      label="C"
      help="Strength"
      value={value()}
      onChange={setValue}
      nullable={options.nullable ?? false}
      error={options.error}
      {...range}
    />
  ));
  const input = find<HTMLInputElement>(root, 'input');
  return { root, input, value, setValue, error: () => root.querySelector('[role=alert]')?.textContent ?? null };
}

test.each([
  ['1e3', 1000],
  ['-5', -5],
  ['0,5', 0.5],
  ['1 234,5', 1234.5],
])('typing %s key by key is kept as typed and understood as %d', async (text, number) => {
  const { input, value, error } = field({});
  await userEvent.type(input, text);
  expect(input.value).toBe(text);
  expect(value()).toBe(number);
  input.blur();
  expect(input.value).toBe(text);
  expect(error()).toBeNull();
});

test('the beginning of a number is an error only once the field loses focus', async () => {
  const { input, value, error } = field({ min: 0 });
  await userEvent.type(input, '1e');
  expect(value()).toBeNaN();
  expect(error()).toBeNull();
  input.blur();
  expect(error()).toBe('A number from 0 is needed here.');
  expect(input.value).toBe('1e');
});

test('the error names the bounds, in the language on screen', async () => {
  const { input, error } = field({ above: 0, max: 0.5 });
  await userEvent.type(input, '7');
  expect(error()).toBe('A number above 0, at most 0.5 is needed here.');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
  expect(described.map((element) => element?.textContent)).toEqual(['Strength', error()]);
  await setLanguage('ru');
  expect(error()).toBe('Здесь нужно число больше 0 и не больше 0,5.');
  await setLanguage('en');
});

test('an empty field is null where `nullable`, else an error', async () => {
  const optional = field({ whole: true, min: 1 }, { value: 3, nullable: true });
  await userEvent.clear(optional.input);
  optional.input.blur();
  expect(optional.value()).toBeNull();
  expect(optional.error()).toBeNull();
  const required = field({ whole: true, min: 1, max: 300 }, { value: 3 });
  await userEvent.clear(required.input);
  required.input.blur();
  expect(required.value()).toBeNaN();
  expect(required.error()).toBe('A whole number from 1 to 300 is needed here.');
});

test("the caller's error replaces the field's own", () => {
  const { error } = field({}, { value: 1, error: 'More terms than there are.' });
  expect(error()).toBe('More terms than there are.');
});

test('a value set from outside replaces mistyped text', async () => {
  const { input, setValue, error } = field({}, { value: 1 });
  await userEvent.fill(input, 'many');
  expect(error()).toBe('A number is needed here.');
  setValue(20);
  expect(input.value).toBe('20');
  expect(error()).toBeNull();
});
