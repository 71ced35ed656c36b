import { restJsonRefusal } from '../aws/service.ts';
import type { AwsService } from '../aws/service.ts';
import { describeActiveReceiptRuleSet, sesQueryOperation } from './ses-query-api.ts';
import { sesV2Answer, sesV2Operation } from './sesv2-api.ts';
import type { SesV2Options } from './sesv2-api.ts';

/** SES, whose two versions share a name in signatures. */
export function sesApi(options: SesV2Options): AwsService {
  return {
    name: 'ses',
    operation: (request) => sesV2Operation(request) ?? sesQueryOperation(request),
    answer: (operation, request) =>
      operation === 'DescribeActiveReceiptRuleSet'
        ? describeActiveReceiptRuleSet(options.account)
        : sesV2Answer(options, operation, request),
    refuse: restJsonRefusal,
  };
}
