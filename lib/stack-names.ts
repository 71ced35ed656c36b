import { functionNames, type FunctionName } from './function-names.ts';

export interface StackNames {
  functionOf: (name: FunctionName) => string;
  scheduleGroup: string;
  receiptRuleSet: string;
  receiptRule: string;
  eventBus: string;
}

/** The names that begin with the stack's, so that two stacks fit into one Region. */
export function namesIn(stackName: string): StackNames {
  return {
    functionOf: (name) => `${stackName}-${name}`,
    scheduleGroup: `${stackName}-unread`,
    receiptRuleSet: `${stackName}-inbound`,
    receiptRule: `${stackName}-replies`,
    eventBus: `${stackName}-events`,
  };
}

/**
 * How many characters the stack's name may have: functions, schedule groups, receipt rules and their sets may have 64. (An event
 * bus may have 256, and CloudFormation shortens the names that it generates itself, such as those of roles.)
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_ReceiptRule.html
 */
export const longestStackName = 64 - Math.max(...appendices().map(({ length }) => length));

function appendices(): string[] {
  const { functionOf, scheduleGroup, receiptRuleSet, receiptRule } = namesIn('');
  return [...functionNames.map(functionOf), scheduleGroup, receiptRuleSet, receiptRule];
}
