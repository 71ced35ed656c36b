import { SesAccount } from '../../../local/ses/ses-account.ts';
import { Resources, type Resource } from '../../../local/synthesis/template.ts';

function resource(type: string, ref: string, properties: Resource['properties'] = {}): Resource {
  return { logicalId: ref, type, ref, properties, metadata: {}, attribute: (name) => name };
}

describe('what a template leaves to an account of SES in use', () => {
  test('a domain that was verified before sends as one that the template creates', () => {
    const resources = new Resources([resource('AWS::SES::EmailIdentity', 'reply.example.com')]);
    const account = new SesAccount(resources, ['mail.example.com', 'reply.example.com']);
    expect(account.identityOf('support@mail.example.com')?.ref).toBe('mail.example.com');
    expect(account.identityOf('canary@reply.example.com')?.ref).toBe('reply.example.com');
    expect(account.identityOf('support@else.example')).toBeUndefined();
  });

  test('a rule in the operator’s rule set receives', () => {
    const rule = { RuleSetName: 'company', Rule: { Name: 'replies', Recipients: ['reply.example.com'] } };
    const account = new SesAccount(new Resources([resource('AWS::SES::ReceiptRule', 'rule', rule)]));
    expect(account.receiptRuleSet()).toEqual({ name: 'company', rules: [rule.Rule] });
  });

  test('nothing is received where there is neither rule nor rule set', () => {
    expect(new SesAccount(new Resources([])).receiptRuleSet()).toBeUndefined();
  });
});
