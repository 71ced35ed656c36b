import type { UserInvitationConfig } from 'aws-cdk-lib/aws-cognito';
import type { Configuration } from './configuration.ts';

/** What Cognito puts in: the address to sign in with, and the temporary password. */
const username = '{username}';
const password = '{####}';

export interface InvitationProps {
  companyName: string;
  /** Origin of the pages, without a slash at the end. */
  publicUrl: string;
  mfa: Configuration['mfa'];
}

/**
 * The e-mail, in HTML, that Cognito sends to an agent who is added to the user pool. A subject may have 140 characters, and a
 * company's name 100.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function invitation({ companyName, publicUrl, mfa }: InvitationProps): UserInvitationConfig {
  // Cognito would take what looks like a placeholder of its own for one.
  const company = companyName.replace(/[{}]/g, '');
  const agents = `${publicUrl}/agent`;
  const admins = `${publicUrl}/admin`;
  const first =
    mfa === 'required'
      ? 'The first time you choose a password of your own and set up an app for one-time passwords on your phone, so have it at hand.'
      : 'The first time you choose a password of your own.';
  return {
    emailSubject: `Your access to the conversations of ${company}`,
    emailBody: [
      `<p>You have been given access to the conversations of ${html(company)} with the visitors of its website.</p>`,
      `<p>Agents sign in at <a href="${agents}">${agents}</a>, admins at <a href="${admins}">${admins}</a>.</p>`,
      `<p>E-mail address: ${username}<br>Temporary password: ${password}</p>`,
      `<p>${first} The temporary password is valid for seven days.</p>`,
    ].join('\n'),
  };
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
