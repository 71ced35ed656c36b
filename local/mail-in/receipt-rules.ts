import type { AsynchronousInvocations } from '../lambda/asynchronous-invocations.ts';
import { listOf, objectOf, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { domainOf } from '../ses/mail-address.ts';
import { receivedMailEvent, storedMail } from './received-mail.ts';
import type { ReceivedMail } from './received-mail.ts';

/** A rule of the active set. */
export interface ReceiptRule {
  readonly recipients: readonly string[];
  readonly scanEnabled: boolean;
  readonly actions: readonly ReceiptAction[];
}

export type ReceiptAction =
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'lambda'; readonly functionArn: string }
  | { readonly kind: 'other'; readonly name: string };

export function receiptRules(rules: readonly JsonObject[]): ReceiptRule[] {
  return rules
    .filter((rule) => textOf(rule.Enabled) === 'true')
    .map((rule) => ({
      recipients: textsOf(rule.Recipients),
      scanEnabled: textOf(rule.ScanEnabled) === 'true',
      actions: listOf(rule.Actions).map((action) => actionFrom(objectOf(action))),
    }));
}

/**
 * Whether a rule applies to an address: `user@example.com` (a label behind `+` allowed), `example.com`, `.example.com` (all
 * its subdomains), or everything if the rule names nobody.
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
 */
export function appliesTo(rule: ReceiptRule, address: string): boolean {
  const wanted = address.toLowerCase();
  const withoutLabel = wanted.replace(/\+[^@]*@/, '@');
  if (rule.recipients.length === 0) return true;
  return rule.recipients
    .map((recipient) => recipient.toLowerCase())
    .some((recipient) => {
      if (recipient.includes('@')) return recipient === wanted || recipient === withoutLabel;
      return recipient.startsWith('.') ? domainOf(wanted).endsWith(recipient) : domainOf(wanted) === recipient;
    });
}

export interface ReceiptOptions {
  readonly objects: ObjectStore;
  readonly asynchronous: Pick<AsynchronousInvocations, 'accept'>;
}

/** Carries out the actions of a rule, in their order. All of it is on disk when this resolves. */
export async function applyRule(
  rule: ReceiptRule,
  mail: ReceivedMail,
  { objects, asynchronous }: ReceiptOptions,
): Promise<void> {
  const content = storedMail(mail);
  for (const action of rule.actions) {
    if (action.kind === 's3') {
      const key = `${action.prefix}${mail.id}`;
      const modifiedAt = mail.receivedAt.getTime();
      objects.put({ bucket: action.bucket, key, modifiedAt, headers: { 'content-type': 'message/rfc822' } }, content);
    } else if (action.kind === 'lambda') {
      const event = await receivedMailEvent(mail, content, action.functionArn);
      asynchronous.accept(action.functionArn, JSON.stringify(event));
    } else {
      throw new Error(`The action ${action.name} of receipt rules is not emulated`);
    }
  }
}

function actionFrom(action: JsonObject): ReceiptAction {
  const [name = '', properties] = Object.entries(action)[0] ?? [];
  const { BucketName, ObjectKeyPrefix, FunctionArn } = objectOf(properties);
  if (name === 'S3Action')
    return { kind: 's3', bucket: textOf(BucketName) ?? '', prefix: textOf(ObjectKeyPrefix) ?? '' };
  if (name === 'LambdaAction') return { kind: 'lambda', functionArn: textOf(FunctionArn) ?? '' };
  return { kind: 'other', name };
}
