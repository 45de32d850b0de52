import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { API_PATH, PROCEDURES, type Procedure } from '#shared/api/procedures';

type JsonObject = Readonly<Record<string, unknown>>;

let made: { version: string; document: JsonObject } | null = null;

/** The API as OpenAPI 3.1, made from the same schemas that check the requests. */
export function openApiDocument(version: string): JsonObject {
  if (made?.version !== version) made = { version, document: documentOf(version) };
  return made.document;
}

function documentOf(version: string): JsonObject {
  const entries: [string, Procedure][] = Object.entries(PROCEDURES);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Moderato',
      version,
      description:
        'Models for toxic comments: training, predicting, sharing. Every answer is JSON unless said otherwise.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: API_PATH }],
    paths: Object.fromEntries(entries.map(([name, procedure]) => [`/${name}`, pathOf(name, procedure)])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: ERROR },
    },
  };
}

function pathOf(name: string, procedure: Procedure): JsonObject {
  const method = procedure.kind === 'mutation' || procedure.kind === 'upload' ? 'post' : 'get';
  return {
    [method]: {
      operationId: name,
      tags: [name.includes('.') ? name.slice(0, name.indexOf('.')) : 'server'],
      summary: procedure.summary,
      description: procedure.role === null ? 'For anybody.' : `For tokens of the role ${procedure.role} or above.`,
      security: procedure.role === null ? [] : [{ token: [] }],
      ...parametersOf(procedure),
      ...bodyOf(procedure),
      responses: {
        200: { description: procedure.summary, content: contentOf(procedure) },
        default: {
          description: 'A coded error, with its sentence in English and Russian.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
}

function parametersOf({ kind, input }: Procedure): JsonObject {
  if (input === null || kind === 'mutation') return {};
  const schema = schemaOf(input, 'input');
  if (kind === 'query' || kind === 'subscription') {
    return { parameters: [{ name: 'input', in: 'query', content: { 'application/json': { schema } } }] };
  }
  const { properties = {}, required = [] } = schema;
  return {
    parameters: Object.entries(properties as JsonObject).map(([name, property]) => ({
      name,
      in: 'query',
      required: (required as readonly string[]).includes(name),
      schema: property,
    })),
  };
}

function bodyOf({ kind, input }: Procedure): JsonObject {
  if (kind === 'upload') {
    const content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
    return { requestBody: { required: true, content } };
  }
  if (kind !== 'mutation' || input === null) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(input, 'input') } } } };
}

function contentOf({ kind, output }: Procedure): JsonObject {
  if (kind === 'download') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  const data = output === null ? {} : schemaOf(output, 'output');
  if (kind === 'subscription') return { 'text/event-stream': { schema: data } };
  const result = { type: 'object', required: ['data'], properties: { data } };
  return { 'application/json': { schema: { type: 'object', required: ['result'], properties: { result } } } };
}

function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonObject {
  // Checks that JSON Schema has no words for (two numbers in order, settings that go together) are left out of the
  // document.
  const { $schema: _, ...rest } = toJsonSchema(schema, { typeMode, errorMode: 'ignore', target: 'draft-2020-12' });
  return rest;
}

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'data'],
      properties: {
        message: { type: 'string', description: 'The sentence in English.' },
        data: {
          type: 'object',
          required: ['httpStatus', 'error'],
          properties: {
            httpStatus: { type: 'integer' },
            path: { type: 'string' },
            error: {
              type: 'object',
              required: ['code', 'params', 'sentences'],
              properties: {
                code: { type: 'string' },
                params: { type: 'object' },
                sentences: {
                  type: 'object',
                  required: ['en', 'ru'],
                  properties: { en: { type: 'string' }, ru: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  },
};
