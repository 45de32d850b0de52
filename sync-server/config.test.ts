import { expect, test } from 'vitest';
import { readConfig } from './config';

test('without variables every setting has its default', () => {
  expect(readConfig({})).toMatchObject({
    HOST: 'localhost',
    PORT: 4173,
    DATA_DIR: './data',
    DATABASE_URL: null,
    BLOB_STORE: 'files',
    GUEST_ROLE: 'none',
    LOAD_ON_PREDICT: 'yes',
    MAX_MODEL_SIZE: 256_000_000,
    LOG_LEVEL: 'info',
  });
});

test.each(['jdbc:postgresql://me:s3cret@db/x', 'host=db password=s3cret', 'postgres://me:s3c/ret@db:5432/x'])(
  'DATABASE_URL=%s is refused without repeating its password',
  (value) => {
    expect(() => readConfig({ DATABASE_URL: value })).toThrowError(/argument-invalid.*PGPASSWORD/);
    expect(() => readConfig({ DATABASE_URL: value })).not.toThrowError(/s3c/);
  },
);

test.each([
  'postgres://db',
  'postgresql://me:a%2Fb@db:5433/x?sslmode=require',
  'postgres://me@/x?host=/run/postgresql',
])('DATABASE_URL=%s is taken', (value) => expect(readConfig({ DATABASE_URL: value }).DATABASE_URL).toBe(value));

test('variables are read, and empty ones count as not set', () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PORT: '8080',
    DATABASE_URL: 'postgres://me@db/moderato',
    BLOB_STORE: 'postgres',
    CORS_ORIGINS: 'https://a.example, https://b.example',
    MAX_BODY_SIZE: '2 MB',
    TRAINING_SLOTS: '0',
    GUEST_ROLE: 'reader',
    MAX_MODELS: '',
  });
  expect(config).toMatchObject({
    HOST: '0.0.0.0',
    PORT: 8080,
    DATABASE_URL: 'postgres://me@db/moderato',
    BLOB_STORE: 'postgres',
    CORS_ORIGINS: ['https://a.example', 'https://b.example'],
    MAX_BODY_SIZE: 2_000_000,
    TRAINING_SLOTS: 0,
    GUEST_ROLE: 'reader',
    MAX_MODELS: 1000,
  });
});

test.each([
  ['PORT', 'http'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', 'NaN'],
  ['DATABASE_URL', 'mysql://db'],
  ['BLOB_STORE', 'ftp://there'],
  ['GUEST_ROLE', 'admin'],
  ['GUEST_ROLE', 'contributor'],
  ['CORS_ORIGINS', 'https://a.example/path'],
  ['CORS_ORIGINS', '*'],
  ['MAX_BODY_SIZE', 'big'],
  ['MAX_BODY_SIZE', '0'],
  ['MAX_LOADED_MODELS', '0'],
  ['PERSPECTIVE_MAX_BYTES', '2MB'],
  ['PERSPECTIVE_UNSUPPORTED', 'ignore'],
  ['PERSPECTIVE_MODELS', 'TOXICITY=default:en'],
  ['PERSPECTIVE_MODELS', 'toxicity@en=default:en'],
  ['PERSPECTIVE_MODELS', 'TOXICITY@english=default:en'],
  ['PERSPECTIVE_MODELS', 'TOXICITY@en=0cd61f'],
  ['PERSPECTIVE_KEYLESS', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['LOAD_ON_PREDICT', 'maybe'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrowError(new RegExp(`argument-invalid.*${name}`));
});
