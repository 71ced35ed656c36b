import { randomUUID } from 'node:crypto';
import type { AwsAnswer, AwsRequest } from '../aws/service.ts';
import { isObject, objectOf, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { xmlText } from '../xml.ts';
import type { SesAccount } from './ses-account.ts';

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** The operation of a call to SES's API, version 1: a form with `Action` in it. */
export function sesQueryOperation({ method, body }: AwsRequest): string | undefined {
  const action = method === 'POST' ? new URLSearchParams(body.toString()).get('Action') : null;
  return action === 'DescribeActiveReceiptRuleSet' ? action : undefined;
}

/** Receiving is a matter of version 1 only. https://docs.aws.amazon.com/ses/latest/APIReference/ */
export function describeActiveReceiptRuleSet(account: SesAccount): AwsAnswer {
  const set = account.receiptRuleSet();
  const metadata = set && element('Name', set.name) + element('CreatedTimestamp', '2026-01-01T00:00:00.000Z');
  const result = set && `<Metadata>${metadata ?? ''}</Metadata>${members('Rules', set.rules.map(ruleXml))}`;
  const name = 'DescribeActiveReceiptRuleSet';
  return xml(
    200,
    `<${name}Response xmlns="${namespace}"><${name}Result>${result ?? ''}</${name}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${name}Response>`,
  );
}

/** CloudFormation's properties of a rule have the names of the API's elements. */
function ruleXml(rule: JsonObject): string {
  return Object.entries(rule).map(propertyXml).join('');
}

function propertyXml([name, value]: [string, Json | undefined]): string {
  if (Array.isArray(value)) {
    return members(
      name,
      value.map((one) => (isObject(one) ? ruleXml(objectOf(one)) : xmlText(textOf(one) ?? ''))),
    );
  }
  return isObject(value) ? `<${name}>${ruleXml(value)}</${name}>` : element(name, textOf(value) ?? '');
}

function members(name: string, contents: readonly string[]): string {
  return `<${name}>${contents.map((content) => `<member>${content}</member>`).join('')}</${name}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`;
}

function xml(status: number, body: string): AwsAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
