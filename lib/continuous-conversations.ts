import { Duration } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { agentRoutes, visitorRoutes } from '../functions/routes.ts';
import { Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import { Canary } from './canary.ts';
import { ChangeFeed } from './change-feed.ts';
import type { Configuration } from './configuration.ts';
import { ConversationTable } from './conversation-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { DeliveryEvents } from './delivery-events.ts';
import { DnsRecords } from './dns-records.ts';
import { DomainEvents } from './domain-events.ts';
import { FilesBucket } from './files-bucket.ts';
import { applyFunctionSettings } from './function-settings.ts';
import { HttpEntrance } from './http-entrance.ts';
import { InboundEmail } from './inbound-email.ts';
import { createLogin, loginOrigins } from './login.ts';
import { MailBucket } from './mail-bucket.ts';
import { OutboundEmail } from './outbound-email.ts';
import { OverdueSweep } from './overdue-sweep.ts';
import { PublicSite } from './public-site.ts';
import { RealtimeEntrance } from './realtime-entrance.ts';
import { SigningKeys } from './signing-keys.ts';
import { embeddingPolicy } from './site-headers.ts';
import { SiteUpload } from './site-upload.ts';
import { watchThrottles } from './table-throttles.ts';
import { UnreadCheck } from './unread-check.ts';

export interface ContinuousConversationsProps {
  configuration: Configuration;
  /** The bundled functions, a folder for each, as `scripts/build-functions.ts` writes them. */
  bundles: string;
  /** The built pages, as `scripts/build-web.ts` writes them. */
  site: string;
  /** Where domain events go, in place of `configuration.eventBusName` or a bus of the stack's own. */
  eventBus?: IEventBus;
  /**
   * The time of this repair, ISO 8601 in UTC: later than that of the last one, it has done again what CloudFormation cannot see undone.
   * Left out in all other deployments, so that the same stack gives the same template.
   */
  repairedAt?: string;
}

/** The whole product: website chat whose unread answers are e-mailed and whose e-mail replies come back. */
export class ContinuousConversations extends Construct {
  /** Origin of the pages and of `/v1`, without a slash at the end. */
  readonly publicUrl: string;
  /** Where integrators hear what happens: see docs/events.md. */
  readonly eventBus: IEventBus;
  readonly tableName: string;
  /** The secret with the keys that an operator adds to. */
  readonly keysSecretArn: string;
  /** The agents' user pool, unless they have a login of the operator's. */
  readonly agentPoolId: string | undefined;
  /** Directives for the content security policy of a page that embeds the widget. */
  readonly embeddingPolicy: string;

  constructor(scope: Construct, id: string, props: ContinuousConversationsProps) {
    super(scope, id);
    const { configuration, bundles, site } = props;
    const { mailDomain, replyDomain, fromAddress } = configuration;
    const alarms = new Alarms(this, 'Alarms', {
      email: configuration.alarmEmail,
      topicArn: configuration.alarmTopicArn,
      runbook: configuration.runbookUrl ?? 'docs/runbook.md',
    });
    const dns = new DnsRecords(this, 'Dns', { zone: configuration.hostedZone });

    // Where things are kept
    const table = new ConversationTable(this, 'Conversations');
    watchThrottles(table.table, alarms);
    const keys = new SigningKeys(this, 'Keys');
    const mail = new MailBucket(this, 'Mail');
    const files = new FilesBucket(this, 'Files');

    // Where they come in and go out
    const http = new HttpEntrance(this, 'Http', { alarms });
    const realtime = new RealtimeEntrance(this, 'Realtime', { alarms });
    const outbound = new OutboundEmail(this, 'Outbound', {
      mailDomain,
      mailDomainVerified: configuration.mailDomainVerified,
      fromAddress,
      dns,
      alarms,
    });
    const inbound = new InboundEmail(this, 'Inbound', {
      replyDomain,
      replyDomainVerified: configuration.replyDomainVerified,
      ruleSet: configuration.receiptRuleSet,
      mailBucket: mail,
      bundles,
      repairedAt: props.repairedAt,
      dns,
      alarms,
    });
    const pages = new PublicSite(this, 'Site', {
      apiHost: http.host,
      connectTo: [realtime.origin, files.origin, ...loginOrigins(configuration)],
      images: [files.origin],
      publicDomain: configuration.publicDomain,
      webAclArn: configuration.webAclArn,
    });
    if (configuration.publicDomain !== undefined) {
      dns.addDistribution('PublicDomain', configuration.publicDomain.name, pages.distribution.distributionDomainName);
    }
    const { issuer, clientId, loginUrl, poolId } = createLogin(this, configuration, pages.url);
    const upload = new SiteUpload(this, 'Upload', {
      site,
      bucket: pages.bucket,
      pageConfiguration: { issuer, clientId, ...(loginUrl !== undefined && { loginUrl }) },
    });

    // What is done with them
    const places = {
      TABLE_NAME: table.table.tableName,
      MAIL_BUCKET: mail.bucketName,
      FILES_BUCKET: files.bucketName,
      KEYS_SECRET_ID: keys.secret.secretArn,
      WEBSOCKET_URL: realtime.stage.url,
      WEBSOCKET_ENDPOINT: realtime.stage.callbackUrl,
      FROM_ADDRESS: fromAddress,
      MAIL_DOMAIN: mailDomain,
      REPLY_DOMAIN: replyDomain,
      CONFIGURATION_SET: outbound.configurationSet.configurationSetName,
      RECEIPT_RULE_SET: inbound.ruleSetName,
      PUBLIC_URL: pages.url,
      SITE_URL: configuration.siteUrl,
      ALLOWED_ORIGINS: configuration.allowedOrigins.join(','),
      COMPANY_NAME: configuration.companyName,
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: clientId,
    };
    const unreadCheck = new UnreadCheck(this, 'UnreadCheck', {
      bundles,
      environment: places,
      rights: [
        ...table.rights('check-unread'),
        // Its mails may have files.
        outbound.sendRights('ses:SendEmail', 'ses:SendRawEmail'),
        ...mail.writeRights('outbound/'),
        files.attachmentRights('s3:GetObject'),
      ],
      alarms,
    });
    const environment = {
      ...places,
      CHECK_UNREAD_ARN: unreadCheck.alias.functionArn,
      SCHEDULE_GROUP: unreadCheck.scheduleGroup,
      SCHEDULE_ROLE_ARN: unreadCheck.scheduleRole.roleArn,
      SCHEDULE_DLQ_ARN: unreadCheck.deadLetters.queueArn,
    };
    const changeFeed = new ChangeFeed(this, 'ChangeFeed', {
      bundles,
      environment,
      rights: [
        ...table.rights('follow-changes'),
        realtime.pushRights(),
        // A login takes conversations from pages that are open elsewhere.
        realtime.endRights(),
        // Pushes carry the URLs of attachments, and those of messages that were taken back are deleted.
        files.attachmentRights('s3:GetObject', 's3:DeleteObject'),
        unreadCheck.invokeRights(),
        ...unreadCheck.scheduleRights(),
      ],
      table,
      alarms,
    });
    const { eventBusName } = configuration;
    const domainEvents = new DomainEvents(this, 'DomainEvents', {
      bundles,
      table,
      eventBus:
        props.eventBus ??
        (eventBusName === undefined ? undefined : EventBus.fromEventBusName(this, 'GivenBus', eventBusName)),
      alarms,
    });
    this.eventBus = domainEvents.eventBus;
    const overdueSweep = new OverdueSweep(this, 'OverdueSweep', {
      bundles,
      environment,
      rights: [...table.rights('sweep-overdue'), unreadCheck.invokeRights(), outbound.accountRights()],
      alarms,
    });
    const deliveryEvents = new DeliveryEvents(this, 'DeliveryEvents', {
      bundles,
      environment,
      rights: table.rights('record-email-event'),
      configurationSet: places.CONFIGURATION_SET,
      alarms,
    });
    const receiveEmail = new BundledFunction(this, 'ReceiveEmail', {
      name: 'receive-email',
      bundles,
      environment,
      description: 'Brings e-mail replies into their conversations',
      timeout: Duration.seconds(60),
      rights: [
        ...table.rights('receive-email'),
        ...mail.readRights('inbound/'),
        files.attachmentRights('s3:PutObject'),
        outbound.canaryRights(replyDomain),
      ],
      deadLetters: new DeadLetters(this, 'ReceiveEmailDeadLetters', { of: 'receive-email', alarms }),
    });
    // The activation is what fails most easily in a first deployment: another rule set may be active. Nothing is uploaded before.
    upload.node.addDependency(inbound.deliverTo(receiveEmail));

    const canary = new Canary(this, 'Canary', {
      bundles,
      environment,
      rights: table.rights('run-canary'),
      watch: overdueSweep.function,
      alarms,
    });

    const visitorApi = new BundledFunction(this, 'VisitorApi', {
      name: 'visitor-api',
      bundles,
      environment,
      description: 'Serves visitors, and the links in e-mails',
      timeout: Duration.seconds(15),
      memorySize: 1024,
      rights: [...table.rights('visitor-api'), keys.readRights(), ...files.uploadRights(), realtime.pushRights()],
    });
    http.serve('VisitorApi', visitorApi, visitorRoutes);
    const agentApi = new BundledFunction(this, 'AgentApi', {
      name: 'agent-api',
      bundles,
      environment,
      description: 'Serves agents and admins',
      // An erasure may take as long as API Gateway waits; all else is done in a fraction of it.
      timeout: Duration.seconds(29),
      memorySize: 1024,
      rights: [
        ...table.rights('agent-api'),
        ...files.uploadRights(),
        // What was sent, exports and erasures.
        ...mail.readRights('inbound/', 'outbound/'),
        mail.deleteRights(),
        files.attachmentRights('s3:DeleteObject'),
        // Test e-mails.
        outbound.sendRights('ses:SendEmail'),
        ...outbound.inspectRights(),
        ...inbound.inspectRights(),
      ],
    });
    http.serve('AgentApi', agentApi, agentRoutes);
    const realtimeFunction = new BundledFunction(this, 'RealtimeConnections', {
      name: 'realtime',
      bundles,
      environment,
      description: 'Admits and forgets WebSocket connections',
      timeout: Duration.seconds(10),
      // A page whose connection was forgotten is made to connect anew.
      rights: [...table.rights('realtime'), realtime.pushRights(), realtime.endRights()],
    });
    realtime.serve(realtimeFunction);

    const functions = {
      VisitorApi: visitorApi,
      AgentApi: agentApi,
      Realtime: realtimeFunction,
      ChangeFeed: changeFeed.function,
      DomainEvents: domainEvents.function,
      UnreadCheck: unreadCheck.function,
      OverdueSweep: overdueSweep.function,
      ReceiveEmail: receiveEmail,
      DeliveryEvents: deliveryEvents.function,
      Canary: canary.function,
    };
    for (const [name, watched] of Object.entries(functions)) alarms.onFunction(name, watched);
    applyFunctionSettings(this, configuration);
    this.publicUrl = pages.url;
    this.tableName = table.table.tableName;
    this.keysSecretArn = keys.secret.secretArn;
    this.agentPoolId = poolId;
    this.embeddingPolicy = embeddingPolicy({ chat: pages.url, realtime: realtime.origin, files: files.origin });
  }
}
