import { z } from 'zod';
import { Reason, Refusal } from '../../contract/reasons.ts';
import { StartParameters } from '../../contract/startParameters.ts';
import { answeredSchema, sentSchema, type JsonSchema } from './describeParameters.ts';
import type { Admission, Answer, Operation } from './operation.ts';

const SECURITY: Readonly<Record<Admission, readonly Record<string, readonly string[]>[]>> = {
  none: [],
  apiToken: [{ apiToken: [] }],
  // In the body, where OpenAPI knows no scheme for it.
  startToken: [],
  renewal: [],
  signature: [{ signature: [] }],
  accessToken: [{ accessToken: [] }],
};

/** That API's clients know no faults in it. */
const ProctorExamRefusal = z.object({ error: Reason, message: z.string() });

export interface OpenApiDocument extends Record<string, unknown> {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/** The description of every public route in OpenAPI 3.1, made of the schemas that read and write them. */
export function openApiDocument(
  about: { version: string; publicUrl: string },
  operations: readonly Operation[],
): OpenApiDocument {
  const { version, publicUrl } = about;
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    (paths[pathOf(operation)] ??= {})[operation.method] = describe(operation);
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Invigil', version, summary: 'Proctored exams: integration and client API.' },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: publicUrl.replace(/\/$/, '') }],
    paths,
    components: {
      schemas: {
        Refusal: answeredSchema(Refusal),
        ProctorExamRefusal: answeredSchema(ProctorExamRefusal),
        StartParameters: sentSchema(StartParameters),
      },
      securitySchemes: {
        apiToken: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`JWT ` and a JWT (HS256) with `exp`, signed with the integration’s secret.',
        },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Token token=…` beside nonce, timestamp and signature of the parameters.',
        },
        accessToken: { type: 'http', scheme: 'bearer', description: 'From the grant.' },
      },
    },
  };
}

/** `:name` as OpenAPI writes it. */
export function pathOf({ path }: Pick<Operation, 'path'>): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function describe(operation: Operation): JsonSchema {
  const { summary, group, admission, body, answers } = operation;
  const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
  return {
    operationId: idOf(operation),
    tags: [group],
    summary,
    security: SECURITY[admission],
    parameters: [...inPath, ...inQuery(operation)],
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([code, answer]) => [code, response(answer)]),
      ),
      default: response(
        { description: 'Turned down; `error` is a stable code.' },
        group === 'ProctorExam' ? 'ProctorExamRefusal' : 'Refusal',
      ),
    },
  };
}

/** `post /api/client/v1/redeem` is `postApiClientV1Redeem`. */
function idOf({ method, path }: Operation): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function inQuery({ query }: Operation): JsonSchema[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = sentSchema(query) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

function requestBody(body: NonNullable<Operation['body']>): JsonSchema {
  const { type, alsoTypes = [], schema, isOptional } = body;
  const said = schema === undefined ? {} : { schema: sentSchema(schema) };
  const content = Object.fromEntries([type, ...alsoTypes].map((each) => [each, said]));
  return { required: isOptional !== true, content };
}

function response({ description, schema, type = 'application/json' }: Answer, component?: string) {
  const said =
    component === undefined
      ? schema === undefined
        ? {}
        : { schema: answeredSchema(schema) }
      : { schema: { $ref: `#/components/schemas/${component}` } };
  return { description, content: { [type]: said } };
}
