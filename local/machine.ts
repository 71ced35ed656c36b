import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Activity } from './activity.ts';
import { AwsEndpoint } from './aws/aws-endpoint.ts';
import { ChangeStreams } from './change-streams.ts';
import { PassingTime } from './clock/passing-time.ts';
import { SteppedClock } from './clock/stepped-clock.ts';
import { Timetable } from './clock/timetable.ts';
import { ControlApi } from './control/control-api.ts';
import { eventRoutes } from './control/event-routes.ts';
import { faultRoutes } from './control/fault-routes.ts';
import { machineRoutes } from './control/machine-routes.ts';
import { mailboxRoutes } from './control/mailbox-routes.ts';
import { createTables } from './dynamodb/create-tables.ts';
import { dynamoDbApi } from './dynamodb/dynamodb-api.ts';
import { EngineClient } from './dynamodb/engine-client.ts';
import { startEngine } from './dynamodb/engine.ts';
import { busName, defaultBus, eventRules } from './events/event-rules.ts';
import { eventsApi } from './events/events-api.ts';
import { DisturbedEvents } from './faults/disturbed-events.ts';
import { failingCalls } from './faults/failing-calls.ts';
import { Faults } from './faults/faults.ts';
import { putFirstSettings } from './first-settings.ts';
import { functionsRuntime } from './functions-runtime.ts';
import { connectionsApi } from './gateway/connections-api.ts';
import { Distribution } from './gateway/distribution.ts';
import { FrontServer } from './gateway/front-server.ts';
import { HttpApi } from './gateway/http-api.ts';
import { SiteFiles } from './gateway/site-files.ts';
import { WebSocketApi } from './gateway/websocket-api.ts';
import { TokenIssuer } from './identity/token-issuer.ts';
import type { HeldEvent } from './lambda/event-queue.ts';
import { invokeApi } from './lambda/invoke-api.ts';
import type { LambdaOptions } from './lambda/lambda.ts';
import { localAddresses, variableOf } from './local-addresses.ts';
import { holdLooped } from './mail-in/looped-mail.ts';
import type { LeavingMail } from './mail-in/looped-mail.ts';
import { receiptRules } from './mail-in/receipt-rules.ts';
import { SmtpEntrance } from './mail-in/smtp-entrance.ts';
import { buildPrograms } from './programs.ts';
import { s3Api } from './s3/s3-api.ts';
import { schedulerApi } from './scheduler/scheduler-api.ts';
import { Schedules } from './scheduler/schedules.ts';
import { putTemplateSchedules } from './scheduler/template-schedules.ts';
import { secretsManagerApi } from './secrets/secrets-manager-api.ts';
import { Sender } from './ses/sender.ts';
import { sesEventType } from './ses/sending-events.ts';
import { SesAccount } from './ses/ses-account.ts';
import { sesApi } from './ses/ses-api.ts';
import { openStores } from './stores.ts';
import { readAssembly } from './synthesis/assembly.ts';
import { assertEmulated } from './synthesis/emulated-resources.ts';

export interface MachineOptions {
  /** The folder of the cloud assembly; it may still be in the making. */
  readonly assembly: Promise<string>;
  /** The built pages. */
  readonly siteFolder: string;
  readonly dataFolder: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly smtpPort: number;
  readonly onFunctionError: LambdaOptions['onFunctionError'];
  /** The DynamoDB engine ended of itself: nothing works any more. */
  readonly onEngineEnd: () => void;
}

export interface Machine {
  readonly url: string;
  readonly smtpPort: number;
  /** Endpoint of the emulated services. */
  readonly awsUrl: string;
  /** Lets what is under way come to its end, for a few seconds, and stops everything. */
  readonly stop: () => Promise<void>;
}

const longestEndMs = 3000;

/**
 * The whole system: engine, emulated services, functions, pages and mail, wired as the template says. Rejects when a port is
 * taken, no engine can be had, or the template uses what is not emulated; what was started by then is stopped.
 */
export async function startMachine(options: MachineOptions): Promise<Machine> {
  const started: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of started.splice(0).reverse()) await one();
  };
  try {
    const machine = await start(options, (one) => started.push(one));
    return { ...machine, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `onStop` takes what stops each part; they are stopped in the opposite order. */
async function start(options: MachineOptions, onStop: (stop: () => unknown) => void): Promise<Omit<Machine, 'stop'>> {
  const { dataFolder } = options;
  await mkdir(dataFolder, { recursive: true });

  // What needs no template starts while that is still synthesised.
  const front = new FrontServer();
  const url = `http://127.0.0.1:${await front.start(options.port)}`;
  onStop(() => front.stop());
  const programs = await buildPrograms(join(dataFolder, 'programs'));
  const engine = await startEngine({ folder: dataFolder, guard: programs.engineGuard, onEnd: options.onEngineEnd });
  onStop(() => engine.stop());
  const engineClient = new EngineClient(engine.endpoint);
  const clock = await SteppedClock.open(dataFolder);
  const timetable = new Timetable(clock);
  const activity = new Activity();
  const stores = openStores(dataFolder, clock);
  const now = (): number => clock.now();
  const date = (): Date => clock.date();
  const faults = new Faults();
  const aws = new AwsEndpoint(failingCalls(faults), date);
  const awsUrl = await aws.start();
  onStop(() => aws.stop());

  const assembly = await readAssembly(await options.assembly);
  const { resources } = assembly;
  assertEmulated(resources);
  await createTables(engineClient, resources);
  const { localised, localisedOrigins } = localAddresses(resources, url, awsUrl);
  const issuer = await TokenIssuer.open({
    folder: dataFolder,
    url: `${url}/__local/oidc`,
    audience: variableOf(resources, 'OIDC_AUDIENCE') ?? 'local',
    now: date,
  });

  // Functions and what calls them.
  const { lambda, asynchronous, events } = await functionsRuntime({
    assembly,
    surroundings: { localised, awsUrl, s3Url: `${url}/_s3`, issuerUrl: issuer.url },
    dataFolder,
    workerProgram: programs.worker,
    stores,
    clock,
    timetable,
    activity,
    onFunctionError: options.onFunctionError,
    faults,
  });
  onStop(() => lambda.stop());
  const parts = { lambda, stores, clock, timetable, activity };
  const names = (functionName: string): string[] => [lambda.fileNameOf(functionName) ?? functionName];
  const streams = await ChangeStreams.open({
    resources,
    engine: engineClient,
    dataFolder,
    disturbed: (functionName) => faults.ofEvent('stream', names(functionName)),
    ...parts,
  });
  onStop(() => streams.stop());
  const { deadLetters } = stores;
  const schedules = new Schedules({ folder: stores.schedules, asynchronous: events, deadLetters, ...parts });
  const rules = eventRules(resources);
  const domains = ['MAIL_DOMAIN', 'REPLY_DOMAIN'].flatMap((name) => variableOf(resources, name) ?? []);
  const account = new SesAccount(resources, domains);
  const sesEvents = new DisturbedEvents({
    faults,
    service: 'ses-events',
    namesOf: (functionName, event) => [...names(functionName), sesEventType(event)],
    queue: events,
  });
  const inbound = { rules: receiptRules(account.receiptRuleSet()?.rules ?? []), objects: stores.objects, clock };
  const looped = (mail: LeavingMail): Promise<readonly HeldEvent[]> => holdLooped({ ...inbound, events }, mail);
  const sender = new Sender({ account, rules, asynchronous: sesEvents, clock, ...stores, holdLooped: looped });
  const sockets = new WebSocketApi({ resources, lambda, activity, now: date });
  onStop(() => sockets.stop());

  // What functions call.
  const dynamoDb = dynamoDbApi(engine.endpoint, () => streams.look());
  onStop(() => dynamoDb.close());
  const groups = resources.ofType('AWS::Scheduler::ScheduleGroup').map(({ ref }) => ref);
  // The operator's own bus may be in another stack.
  const ofStacks = resources.ofType('AWS::Events::EventBus').map(({ ref }) => ref);
  const buses = [defaultBus, ...ofStacks, busName(variableOf(resources, 'EVENT_BUS') ?? defaultBus)];
  const lastDay = (): number => clock.now() - 86_400_000;
  const sentLately = (): number => stores.mailbox.all().filter(({ sentAt }) => Date.parse(sentAt) > lastDay()).length;
  aws.open([
    dynamoDb,
    invokeApi(lambda, events),
    schedulerApi(schedules, groups, now),
    sesApi({ sender, account, suppression: stores.suppression, sentLately, now }),
    s3Api(resources, stores.objects, now),
    secretsManagerApi(resources, stores.secrets, now),
    connectionsApi(sockets),
    eventsApi({ buses, rules, published: stores.published, events, now: date }),
  ]);

  // What the world calls.
  const smtp = new SmtpEntrance({
    ...inbound,
    asynchronous: events,
    activity,
  });
  const smtpPort = await smtp.start(options.smtpPort);
  onStop(() => smtp.stop());
  const tableName = variableOf(resources, 'TABLE_NAME');
  let ready = false;
  const settled = (): Promise<void> => settle(activity, streams);
  const time = new PassingTime({ clock, timetable, settled });
  front.open({
    distribution: new Distribution(resources, localisedOrigins),
    httpApi: new HttpApi({
      resources,
      lambda,
      now: date,
      tokenKeys: { issuer: issuer.url, jwks: issuer.jwks(), now: date },
    }),
    sockets,
    site: new SiteFiles(options.siteFolder, resources),
    control: new ControlApi({
      ...machineRoutes({
        isReady: () => ready,
        time,
        schedules,
        deadLetters,
        issuer,
        events,
        lambda,
        table: { endpoint: engine.endpoint, name: tableName ?? '', dataFolder },
        now: date,
      }),
      ...eventRoutes(stores.published),
      ...faultRoutes({ faults, functionNames: lambda.fileNames() }),
      ...mailboxRoutes({ mailbox: stores.mailbox, sender, smtpPort: () => smtpPort, now: date }),
    }),
    aws,
    url,
    now: date,
  });

  // Everything is wired: first what an earlier run had begun, then what is new.
  if (tableName !== undefined) {
    const companyName = variableOf(resources, 'COMPANY_NAME') ?? 'Example';
    const file = join(dataFolder, 'former-url');
    await putFirstSettings({ engine: engineClient, tableName, companyName, publicUrl: url, file });
  }
  putTemplateSchedules(schedules, { resources, rules, now: now() });
  await sender.resume();
  asynchronous.resume();
  schedules.resume();
  streams.start();
  onStop(async () => {
    timetable.stop();
    await Promise.race([settled(), wait(longestEndMs, undefined, { ref: false })]);
    asynchronous.stop();
    await front.stop();
  });
  ready = true;
  return { url, smtpPort, awsUrl };
}

/** Resolves when nothing is under way and the streams have been followed to their ends. */
async function settle(activity: Activity, streams: ChangeStreams): Promise<void> {
  for (;;) {
    await activity.idle();
    const { begun } = activity;
    await streams.readToEnd();
    if (activity.isIdle && activity.begun === begun) return;
  }
}
