import { isObject, listOf, numberOf, objectOf, parseJson, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';

/** How a function consumes a table's stream. */
export interface EventSourceMapping {
  readonly id: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly tableName: string;
  readonly partitionKey: string;
  readonly batchSize: number;
  /** A record that matches none of these is passed over; without any, every record counts. */
  readonly filters: readonly JsonObject[];
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** Undefined: as long as the record lives. */
  readonly maximumRetries: number | undefined;
  readonly maximumAgeMs: number | undefined;
  /** ARN of the queue that hears of batches given up. */
  readonly onFailure: string | undefined;
  /** Batches at once; items with one partition key stay in order. */
  readonly parallelism: number;
}

/** A stream keeps its records for a day. */
const day = 24 * 3600;

/**
 * The mappings of table streams in the template. A batching window is not waited for: it only gathers larger batches. Throws when one
 * has no table's stream or does not begin with the oldest change, as `StreamReader` does.
 */
export function eventSourceMappings(resources: Resources): EventSourceMapping[] {
  const tables = resources.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  return resources.ofType('AWS::Lambda::EventSourceMapping').map(({ logicalId, properties }) => {
    const table = tables.find((one) => one.attribute('StreamArn') === properties.EventSourceArn);
    if (table === undefined) throw new Error(`${logicalId}: only streams of tables are emulated as event sources`);
    const partitionKey = listOf(table.properties.KeySchema)
      .map(objectOf)
      .find((key) => key.KeyType === 'HASH');
    if (properties.StartingPosition !== 'TRIM_HORIZON') {
      throw new Error(`${logicalId}: a stream is read here from its beginning only (TRIM_HORIZON)`);
    }
    const age = limit(properties.MaximumRecordAgeInSeconds) ?? day;
    return {
      id: logicalId,
      functionName: textOf(properties.FunctionName) ?? '',
      tableName: table.ref,
      partitionKey: textOf(partitionKey?.AttributeName) ?? '',
      batchSize: numberOf(properties.BatchSize) ?? 100,
      filters: listOf(objectOf(properties.FilterCriteria).Filters)
        .map((filter) => parseJson(textOf(objectOf(filter).Pattern) ?? '{}'))
        .filter(isObject),
      reportsItemFailures: textsOf(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
      bisects: textOf(properties.BisectBatchOnFunctionError) === 'true',
      maximumRetries: limit(properties.MaximumRetryAttempts),
      maximumAgeMs: age * 1000,
      onFailure: textOf(objectOf(objectOf(properties.DestinationConfig).OnFailure).Destination),
      parallelism: numberOf(properties.ParallelizationFactor) ?? 1,
    };
  });
}

/** −1 means without a limit. */
function limit(value: JsonObject[string]): number | undefined {
  const number = numberOf(value);
  return number === undefined || number < 0 ? undefined : number;
}
