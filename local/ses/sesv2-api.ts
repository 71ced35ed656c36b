import { AwsError, jsonAnswer } from '../aws/service.ts';
import type { AwsAnswer, AwsRequest } from '../aws/service.ts';
import { objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Resource } from '../synthesis/template.ts';
import type { Sender } from './sender.ts';
import { sendingRequest } from './sending-request.ts';
import type { ConfigurationSet, SesAccount } from './ses-account.ts';
import type { SuppressionList } from './suppression-list.ts';

export interface SesV2Options {
  readonly sender: Sender;
  readonly account: SesAccount;
  readonly suppression: SuppressionList;
  /** Mails of the last 24 hours. */
  readonly sentLately: () => number;
  readonly now: () => number;
}

/** Method, path and operation; the parentheses hold what is asked about. */
const operations: readonly (readonly [string, RegExp, string])[] = [
  ['POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['GET', /^\/v2\/email\/account$/, 'GetAccount'],
  ['GET', /^\/v2\/email\/identities\/([^/]+)$/, 'GetEmailIdentity'],
  ['GET', /^\/v2\/email\/configuration-sets\/([^/]+)$/, 'GetConfigurationSet'],
  ['GET', /^\/v2\/email\/configuration-sets\/([^/]+)\/event-destinations$/, 'GetConfigurationSetEventDestinations'],
  ['PUT', /^\/v2\/email\/suppression\/addresses$/, 'PutSuppressedDestination'],
  ['GET', /^\/v2\/email\/suppression\/addresses\/([^/]+)$/, 'GetSuppressedDestination'],
  ['DELETE', /^\/v2\/email\/suppression\/addresses\/([^/]+)$/, 'DeleteSuppressedDestination'],
];

export function sesV2Operation({ method, path }: AwsRequest): string | undefined {
  return operations.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];
}

/** SES's API, version 2: sending, and what shows whether sending is set up. */
export async function sesV2Answer(options: SesV2Options, operation: string, request: AwsRequest): Promise<AwsAnswer> {
  const { sender, account, suppression, now } = options;
  const named = decodeURIComponent(
    operations.find(([, , one]) => one === operation)?.[1].exec(request.path)?.[1] ?? '',
  );
  switch (operation) {
    case 'SendEmail': {
      const { messageId, report } = await sender.send(sendingRequest(bodyOf(request)));
      return { ...jsonAnswer({ MessageId: messageId }), afterwards: report };
    }
    case 'GetAccount':
      return jsonAnswer(describedAccount(options.sentLately()));
    case 'GetEmailIdentity':
      return jsonAnswer(
        describedIdentity(named, found(account.identity(named), `Email identity ${named} does not exist.`)),
      );
    case 'GetConfigurationSet':
      return jsonAnswer(describedSet(configurationSet(account, named)));
    case 'GetConfigurationSetEventDestinations':
      return jsonAnswer({ EventDestinations: destinationsOf(configurationSet(account, named)) });
    case 'PutSuppressedDestination': {
      const { EmailAddress, Reason } = bodyOf(request);
      const reason = textOf(Reason) === 'COMPLAINT' ? 'COMPLAINT' : 'BOUNCE';
      suppression.add(textOf(EmailAddress) ?? '', reason, now());
      return jsonAnswer({});
    }
    case 'GetSuppressedDestination': {
      const { address, reason, addedAt } = found(suppression.find(named), `${named} is not suppressed.`);
      const described = { EmailAddress: address, Reason: reason, LastUpdateTime: addedAt / 1000 };
      return jsonAnswer({ SuppressedDestination: described });
    }
    default:
      found(suppression.find(named), `${named} is not suppressed.`);
      suppression.remove(named);
      return jsonAnswer({});
  }
}

function bodyOf({ body }: AwsRequest): JsonObject {
  try {
    return objectOf(parseJson(body.toString()));
  } catch {
    throw new AwsError(400, 'BadRequestException', 'The request body is not JSON.');
  }
}

function found<T>(value: T | undefined, message: string): T {
  if (value !== undefined) return value;
  throw new AwsError(404, 'NotFoundException', message);
}

function configurationSet(account: SesAccount, name: string): ConfigurationSet {
  return found(account.configurationSet(name), `Configuration set ${name} does not exist.`);
}

function describedAccount(sentLast24Hours: number): JsonObject {
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sentLast24Hours },
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  };
}

function describedIdentity(name: string, { attribute, properties }: Resource): JsonObject {
  const mailFrom = textOf(objectOf(properties.MailFromAttributes).MailFromDomain);
  return {
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    FeedbackForwardingStatus: textOf(objectOf(properties.FeedbackAttributes).EmailForwardingEnabled) !== 'false',
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: [1, 2, 3].map((n) => attribute(`DkimDNSTokenName${n}`).split('.')[0] ?? ''),
      SigningAttributesOrigin: 'AWS_SES',
    },
    MailFromAttributes: {
      ...(mailFrom === undefined ? {} : { MailFromDomain: mailFrom, MailFromDomainStatus: 'SUCCESS' }),
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
    Policies: {},
    Tags: [],
  };
}

function describedSet({ name, suppressedReasons }: ConfigurationSet): JsonObject {
  return {
    ConfigurationSetName: name,
    SendingOptions: { SendingEnabled: true },
    SuppressionOptions: { SuppressedReasons: [...suppressedReasons] },
  };
}

function destinationsOf({ eventDestinations }: ConfigurationSet): JsonObject[] {
  return eventDestinations.map(({ name, enabled, matchingTypes, eventBusArn }) => ({
    Name: name,
    Enabled: enabled,
    MatchingEventTypes: [...matchingTypes],
    ...(eventBusArn === undefined ? {} : { EventBridgeDestination: { EventBusArn: eventBusArn } }),
  }));
}
