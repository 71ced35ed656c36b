import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { itemRights, type ItemRights } from './item-rights.ts';
import { allow } from './rights.ts';

/**
 * All data, in one table; docs/architecture.md draws its items. Conversations carry themselves in `data`, and beside it
 * only what the keys and indexes need.
 */
export class ConversationTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new TableV2(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'ttl',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [
        {
          // The agents' queue, by status and waiting since: a page of it is read without its conversations.
          indexName: 'queue',
          partitionKey: key('queuePk'),
          sortKey: key('queueSk'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['data', 'version'],
        },
        {
          // What must happen at a time: in it only while something will.
          indexName: 'due',
          partitionKey: key('duePk'),
          sortKey: key('dueSk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
  }

  /** The right of a function to what it does with items. */
  rights(name: keyof typeof itemRights): PolicyStatement[] {
    const { items, indexes = [] }: ItemRights = itemRights[name];
    const onItems = allow(
      items.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
    if (indexes.length === 0) return [onItems];
    return [
      onItems,
      allow(
        ['dynamodb:Query'],
        indexes.map((index) => `${this.table.tableArn}/index/${index}`),
      ),
    ];
  }

  /** Of the stream of changes, which the table has as long as it exists. */
  get streamArn(): string {
    if (this.table.tableStreamArn === undefined) throw new Error('The table has no stream');
    return this.table.tableStreamArn;
  }

  /**
   * Where whoever reads the changes begins: with the oldest. A reader that began with the latest would miss what is written until
   * it first asks, which may be minutes after it was created.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
   */
  readonly readFrom = StartingPosition.TRIM_HORIZON;

  /** The right to read the changes. */
  streamRights(): PolicyStatement[] {
    return [
      allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [this.streamArn]),
      // Knows no resources.
      allow(['dynamodb:ListStreams'], ['*']),
    ];
  }
}
