import { DescribeActiveReceiptRuleSetCommand, SESClient, SetActiveReceiptRuleSetCommand } from '@aws-sdk/client-ses';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

// Receipt rules exist in the first version of SES's API only, at one call a second.
const ses = new SESClient({ maxAttempts: 5 });

/**
 * Makes our receipt rule set the active one when the stack is created or changed, which CloudFormation itself cannot do,
 * and ends that when the stack is deleted. An account has one active rule set in a Region: that of somebody else is never
 * displaced, neither at the beginning nor at the end.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const ours = String(event.ResourceProperties.RuleSetName);
  try {
    const active = await activeRuleSet();
    if (event.RequestType === 'Delete') {
      if (active === ours) await activate(undefined);
    } else {
      const former: unknown = event.RequestType === 'Update' ? event.OldResourceProperties.RuleSetName : undefined;
      const foreign = active !== undefined && active !== ours && active !== former;
      if (foreign && !isStepBack(event)) throw new ForeignRuleSetError(active);
      if (!foreign && active !== ours) await activate(ours);
    }
    await answer(event, ours, { Status: 'SUCCESS' });
  } catch (error) {
    await answer(event, ours, { Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * Whether a repair is taken back: by CloudFormation, which sends the former properties again when it failed, or by the next deployment
 * that is none. If that failed as well, the stack would be stuck (UPDATE_ROLLBACK_FAILED).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-update.html
 */
function isStepBack(event: CloudFormationCustomResourceEvent): boolean {
  if (event.RequestType !== 'Update') return false;
  const repairedAt = ({ RepairedAt }: Record<string, unknown>) => (typeof RepairedAt === 'string' ? RepairedAt : '');
  return repairedAt(event.ResourceProperties) < repairedAt(event.OldResourceProperties);
}

/** Says to the operator, whose deployment fails, what they can do. */
class ForeignRuleSetError extends Error {
  constructor(active: string) {
    super(
      `The receipt rule set "${active}" is active in this Region. Activating ours would stop the mail that it receives. ` +
        'Have our rule added to it (receiptRuleSetName in the configuration), deactivate it ' +
        '(aws ses set-active-receipt-rule-set without a name), or deploy into another Region.',
    );
    this.name = 'ForeignRuleSetError';
  }
}

async function activeRuleSet(): Promise<string | undefined> {
  const { Metadata } = await ses.send(new DescribeActiveReceiptRuleSetCommand());
  return Metadata?.Name;
}

/** Without a name there is no active rule set any more. */
async function activate(name: string | undefined): Promise<void> {
  await ses.send(new SetActiveReceiptRuleSetCommand(name === undefined ? {} : { RuleSetName: name }));
}

type Outcome = { Status: 'SUCCESS' } | { Status: 'FAILED'; Reason: string };

/** CloudFormation waits for this at a signed URL. The rule set's name is the resource: another name is another resource. */
async function answer(event: CloudFormationCustomResourceEvent, ruleSet: string, outcome: Outcome): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({ ...outcome, PhysicalResourceId: ruleSet, StackId, RequestId, LogicalResourceId });
  // The URL is signed for a request without a content type.
  const response = await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!response.ok) throw new Error(`CloudFormation answered with ${response.status}`);
}
