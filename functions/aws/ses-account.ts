import type { SesAccount } from '../domain/email/ses-account.ts';
import { endpoint, region, ServiceError, signedFetch } from './signed-fetch.ts';

/** SES's own account of itself: a handful of reads that an admin's page makes now and then. */
export function sesAccount(): SesAccount {
  return {
    async identity(domain) {
      const found = await read<IdentityAnswer>(`/v2/email/identities/${encodeURIComponent(domain)}`);
      if (found === undefined) return undefined;
      return { verified: found.VerifiedForSendingStatus === true, dkim: found.DkimAttributes?.Status === 'SUCCESS' };
    },
    async isOutOfSandbox() {
      return (await read<AccountAnswer>('/v2/email/account'))?.ProductionAccessEnabled === true;
    },
    async isSendingEnabled() {
      return (await read<AccountAnswer>('/v2/email/account'))?.SendingEnabled === true;
    },
    async publishesEvents(configurationSet) {
      const path = `/v2/email/configuration-sets/${encodeURIComponent(configurationSet)}/event-destinations`;
      const found = await read<EventDestinationsAnswer>(path);
      return found?.EventDestinations?.some((one) => one.Enabled && one.EventBridgeDestination !== undefined) === true;
    },
    async activeReceiptRuleSet() {
      // Receipt rules exist in the first version of the API only, which speaks XML.
      const response = await signedFetch('ses', `${base('SES')}/`, {
        method: 'POST',
        body: 'Action=DescribeActiveReceiptRuleSet&Version=2010-12-01',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      if (!response.ok) throw new ServiceError('ses', 'DescribeActiveReceiptRuleSet', response.status);
      return /<Metadata>[\s\S]*?<Name>([^<]*)<\/Name>/.exec(await response.text())?.[1];
    },
  };
}

interface IdentityAnswer {
  readonly VerifiedForSendingStatus?: boolean;
  readonly DkimAttributes?: { readonly Status?: string };
}

interface AccountAnswer {
  readonly ProductionAccessEnabled?: boolean;
  readonly SendingEnabled?: boolean;
}

interface EventDestinationsAnswer {
  readonly EventDestinations?: readonly { readonly Enabled: boolean; readonly EventBridgeDestination?: object }[];
}

async function read<Answer>(path: string): Promise<Answer | undefined> {
  const response = await signedFetch('ses', `${base('SESv2')}${path}`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new ServiceError('ses', `GET ${path.split('/')[3] ?? ''}`, response.status);
  return (await response.json()) as Answer;
}

function base(version: 'SES' | 'SESv2'): string {
  return endpoint(version, `email.${region()}.amazonaws.com`);
}
