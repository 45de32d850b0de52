import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from './http/openApi';

test('the document of the API is valid OpenAPI 3.1, as a public validator sees it', async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument('tests')));
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('what is not valid is noticed', async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument('tests')));
  document.paths['/models.get'].get.parameters[0].in = 'somewhere';
  expect((await new Validator().validate(document)).valid).toBe(false);
});

/** Every `$ref` in `value`. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

test('every reference of the document leads somewhere', () => {
  const document: unknown = JSON.parse(JSON.stringify(openApiDocument('tests')));
  const refs = refsIn(document);
  expect(refs.length).toBeGreaterThan(0);
  for (const ref of refs) {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
        document,
      );
    expect(found, ref).toBeDefined();
  }
});
