import { objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { region } from '../synthesis/pseudo-parameters.ts';

/** The engine refused a call; `name` is DynamoDB's name for the refusal. */
export class EngineRefusal extends Error {
  override readonly name: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

/**
 * The runner's own calls, in DynamoDB's wire format: that is also the format of a stream's records as Lambda passes them
 * on, which an SDK would turn into objects of its own first.
 */
export class EngineClient {
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  /** Calls an operation of the tables' API, e.g. `PutItem`. Throws EngineRefusal. */
  async table(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#call(`DynamoDB_20120810.${operation}`, input);
  }

  /** Calls an operation of the streams' API, e.g. `GetRecords`. Throws EngineRefusal. */
  async streams(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#call(`DynamoDBStreams_20120810.${operation}`, input);
  }

  async #call(target: string, input: JsonObject): Promise<JsonObject> {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': date,
        // Engines look at its form only.
        authorization: `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      },
      body: JSON.stringify(input),
    });
    const answer = objectOf(parseJson(await response.text()));
    if (response.ok) return answer;
    const type = textOf(answer.__type)?.split('#').at(-1) ?? 'UnknownError';
    throw new EngineRefusal(type, textOf(answer.message) ?? textOf(answer.Message) ?? target);
  }
}
