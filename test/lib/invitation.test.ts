import { invitation } from '../../lib/invitation.ts';
import { synthesise, text } from './synthesised.ts';

const invited = { companyName: 'Example', publicUrl: 'https://chat.example.com', mfa: 'required' } as const;

describe('an agent’s invitation', () => {
  test('says where to sign in, as whom and with which password', () => {
    const { emailBody, emailSubject } = invitation(invited);
    expect(emailSubject).toBe('Your access to the conversations of Example');
    expect(emailBody).toContain('href="https://chat.example.com/agent"');
    expect(emailBody).toContain('href="https://chat.example.com/admin"');
    expect(emailBody).toContain('{username}');
    expect(emailBody).toContain('{####}');
  });

  test('prepares for one-time passwords where they are required', () => {
    expect(invitation(invited).emailBody).toContain('one-time passwords');
    expect(invitation({ ...invited, mfa: 'optional' }).emailBody).not.toContain('one-time');
  });

  test.each<[what: string, companyName: string, inBody: string, inSubject: string]>([
    ['markup', '<b>A & "B"</b>', '&#60;b&#62;A &#38; &#34;B&#34;&#60;/b&#62;', '<b>A & "B"</b>'],
    ['placeholders of Cognito’s', '{username} {####}', 'username ####', 'username ####'],
  ])('shows %s in the company’s name as what it is', (_, companyName, inBody, inSubject) => {
    const { emailBody, emailSubject } = invitation({ ...invited, companyName });
    expect(emailBody).toContain(`the conversations of ${inBody} with`);
    expect(emailSubject).toBe(`Your access to the conversations of ${inSubject}`);
    expect(emailBody!.match(/\{####\}/g)).toHaveLength(1);
  });

  test('has a subject that Cognito accepts, even of the company with the longest name', () => {
    const { emailSubject } = invitation({ ...invited, companyName: 'é'.repeat(100) });
    expect(emailSubject!.length).toBeLessThanOrEqual(140);
    expect(emailSubject).toContain('é'.repeat(100));
  });

  test('is sent by the stack’s own user pool, with the address of its pages', () => {
    const { AdminCreateUserConfig } = synthesise().only('AWS::Cognito::UserPool');
    const { EmailMessage } = (AdminCreateUserConfig as { InviteMessageTemplate: { EmailMessage: unknown } })
      .InviteMessageTemplate;
    expect(text(EmailMessage)).toMatch(/href="https:\/\/\{ConversationsSiteDistribution\w+\.DomainName\}\/agent"/);
  });
});
