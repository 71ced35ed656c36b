import type { CanaryTrouble } from '../../domain/records/canary.ts';

/** What the checklist says of one precondition: in order, or why not and how to mend it. */
export interface ChecklistTexts {
  readonly identityUnknown: (domain: string) => string;
  readonly identityVerified: (domain: string) => string;
  readonly identityUnverified: (domain: string) => string;
  readonly identityRemedy: (domain: string) => string;
  readonly dkimOn: string;
  readonly dkimMissing: (domain: string) => string;
  readonly dkimRemedy: (domain: string) => string;
  readonly sandbox: string;
  readonly sendingOn: string;
  readonly sendingPaused: string;
  readonly sendingRemedy: string;
  readonly replyDomainRemedy: (domain: string) => string;
  readonly routeOn: (domain: string) => string;
  readonly routeNone: string;
  readonly routeOther: (ruleSet: string) => string;
  readonly routeRemedy: (ruleSet: string) => string;
  readonly eventsOn: string;
  readonly eventsMissing: string;
  readonly eventsRemedy: (configurationSet: string) => string;
  readonly notAnswered: string;
  readonly featureOn: string;
  readonly featureOff: string;
  readonly featureRemedy: string;
  readonly asks: string;
  readonly asksNot: string;
  readonly asksRemedy: string;
  readonly oneVoice: string;
  readonly twoVoices: string;
  readonly voiceRemedy: string;
  readonly canaryWaits: string;
  readonly canaryBack: (seconds: number) => string;
  readonly canarySilent: string;
  readonly canarySilentRemedy: string;
  readonly canaryFailed: Readonly<Record<CanaryTrouble, string>>;
  readonly canaryRemedy: Readonly<Record<CanaryTrouble, string>>;
}

const en: ChecklistTexts = {
  identityUnknown: (domain) => `SES does not know ${domain}.`,
  identityVerified: (domain) => `${domain} is verified.`,
  identityUnverified: (domain) => `${domain} is not verified yet.`,
  identityRemedy: (domain) => `Add the DNS records of ${domain} that the stack’s outputs list.`,
  dkimOn: 'Mail is signed with DKIM.',
  dkimMissing: (domain) => `DKIM of ${domain} is not verified yet.`,
  dkimRemedy: (domain) => `Add the three DKIM records (CNAME) of ${domain}.`,
  sandbox: 'SES sends to verified addresses only (sandbox).',
  sendingOn: 'SES sends to everybody.',
  sendingPaused: 'AWS has paused sending.',
  sendingRemedy: 'Ask AWS for production access to SES in this Region.',
  replyDomainRemedy: (domain) => `Point the MX record of ${domain} at SES and verify the domain.`,
  routeOn: (domain) => `Replies to ${domain} are received.`,
  routeNone: 'No receipt rule set is active.',
  routeOther: (ruleSet) => `Another rule set is active: ${ruleSet}.`,
  routeRemedy: (ruleSet) => `Make ${ruleSet} the active receipt rule set of SES.`,
  eventsOn: 'Bounces and deliveries are reported.',
  eventsMissing: 'Bounces and deliveries are not reported.',
  eventsRemedy: (configurationSet) =>
    `Repair the stack (npm run repair): the configuration set ${configurationSet} must publish to EventBridge.`,
  notAnswered: 'SES could not be asked.',
  featureOn: 'Unread messages are sent by e-mail.',
  featureOff: 'Unread messages are not sent.',
  featureRemedy: 'Switch continuous conversations on.',
  asks: 'Visitors are asked for their e-mail address.',
  asksNot: 'Visitors are not asked for their e-mail address.',
  asksRemedy: 'Switch on the trigger “Request email for continuous conversations”.',
  oneVoice: 'One automatic message speaks at a time.',
  twoVoices: 'The away message would speak at the same moment as the request for the address.',
  voiceRemedy: 'Switch the away message off.',
  canaryWaits: 'The canary is on its first round trip. Its result is here within two hours.',
  canaryBack: (seconds) =>
    `The last test message came back by e-mail after ${seconds === 1 ? 'one second' : `${seconds} seconds`}.`,
  canarySilent: 'The canary has not been heard for more than two hours.',
  canarySilentRemedy: 'See the runbook, “Canary”: the hourly function does not run.',
  canaryFailed: {
    'not-sent': 'The last test message was not sent by e-mail.',
    'not-received': 'The last test message was sent and did not arrive at the reply domain.',
    'not-trusted': 'The last test message, or its answer, arrived without its domain vouching for it.',
    'not-answered': 'SES did not take the answer to the last test message.',
    'answer-lost': 'The answer to the last test message did not come back into the conversation.',
    'answer-changed': 'The answer to the last test message came back with other words.',
  },
  canaryRemedy: {
    'not-sent': 'See that SES may send: the points above, and the log of check-unread.',
    'not-received': 'Check the MX record of the reply domain and the active receipt rule set.',
    'not-trusted': 'Check the DKIM and DMARC records of both mail domains.',
    'not-answered': 'Verify the reply domain in SES: the answer is sent from it.',
    'answer-lost': 'See the log and the dead letters of receive-email.',
    'answer-changed': 'See the runbook, “Canary”: a reply was read wrongly.',
  },
};

const de: ChecklistTexts = {
  identityUnknown: (domain) => `SES kennt ${domain} nicht.`,
  identityVerified: (domain) => `${domain} ist bestätigt.`,
  identityUnverified: (domain) => `${domain} ist noch nicht bestätigt.`,
  identityRemedy: (domain) => `Tragen Sie die DNS-Einträge von ${domain} ein, die der Stack als Ausgabe nennt.`,
  dkimOn: 'E-Mails werden mit DKIM signiert.',
  dkimMissing: (domain) => `DKIM von ${domain} ist noch nicht bestätigt.`,
  dkimRemedy: (domain) => `Tragen Sie die drei DKIM-Einträge (CNAME) von ${domain} ein.`,
  sandbox: 'SES sendet nur an bestätigte Adressen (Sandbox).',
  sendingOn: 'SES sendet an alle.',
  sendingPaused: 'AWS hat das Senden angehalten.',
  sendingRemedy: 'Beantragen Sie bei AWS für SES in dieser Region den Produktionszugang.',
  replyDomainRemedy: (domain) =>
    `Lassen Sie den MX-Eintrag von ${domain} auf SES zeigen und bestätigen Sie die Domain.`,
  routeOn: (domain) => `Antworten an ${domain} werden empfangen.`,
  routeNone: 'Es ist kein Empfangsregelsatz aktiv.',
  routeOther: (ruleSet) => `Ein anderer Regelsatz ist aktiv: ${ruleSet}.`,
  routeRemedy: (ruleSet) => `Machen Sie ${ruleSet} zum aktiven Empfangsregelsatz von SES.`,
  eventsOn: 'Zustellungen und Unzustellbares werden gemeldet.',
  eventsMissing: 'Zustellungen und Unzustellbares werden nicht gemeldet.',
  eventsRemedy: (configurationSet) =>
    `Reparieren Sie den Stack (npm run repair): Der Konfigurationssatz ${configurationSet} muss an EventBridge melden.`,
  notAnswered: 'SES konnte nicht gefragt werden.',
  featureOn: 'Ungelesene Nachrichten werden per E-Mail gesendet.',
  featureOff: 'Ungelesene Nachrichten werden nicht gesendet.',
  featureRemedy: 'Schalten Sie „Laufende Konversationen“ ein.',
  asks: 'Besucher werden nach ihrer E-Mail-Adresse gefragt.',
  asksNot: 'Besucher werden nicht nach ihrer E-Mail-Adresse gefragt.',
  asksRemedy: 'Schalten Sie den Auslöser „E-Mail-Adresse erfragen für laufende Konversationen“ ein.',
  oneVoice: 'Es spricht immer nur eine automatische Nachricht.',
  twoVoices: 'Die Abwesenheitsnachricht würde im selben Moment sprechen wie die Frage nach der Adresse.',
  voiceRemedy: 'Schalten Sie die Abwesenheitsnachricht aus.',
  canaryWaits: 'Die erste Testnachricht ist unterwegs. Das Ergebnis steht hier innerhalb von zwei Stunden.',
  canaryBack: (seconds) =>
    `Die letzte Testnachricht kam nach ${seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`} per E-Mail zurück.`,
  canarySilent: 'Seit mehr als zwei Stunden wurde keine Testnachricht ausgewertet.',
  canarySilentRemedy: 'Siehe Runbook, „Canary“: Die stündliche Funktion läuft nicht.',
  canaryFailed: {
    'not-sent': 'Die letzte Testnachricht wurde nicht per E-Mail gesendet.',
    'not-received': 'Die letzte Testnachricht wurde gesendet und kam bei der Antwortdomain nicht an.',
    'not-trusted': 'Die letzte Testnachricht oder die Antwort darauf kam an, ohne dass ihre Domain für sie bürgt.',
    'not-answered': 'SES hat die Antwort auf die letzte Testnachricht nicht angenommen.',
    'answer-lost': 'Die Antwort auf die letzte Testnachricht kam nicht in die Konversation zurück.',
    'answer-changed': 'Die Antwort auf die letzte Testnachricht kam mit anderen Worten zurück.',
  },
  canaryRemedy: {
    'not-sent': 'Prüfen Sie, ob SES senden darf: die Punkte oben und das Protokoll von check-unread.',
    'not-received': 'Prüfen Sie den MX-Eintrag der Antwortdomain und den aktiven Empfangsregelsatz.',
    'not-trusted': 'Prüfen Sie die DKIM- und DMARC-Einträge beider E-Mail-Domains.',
    'not-answered': 'Bestätigen Sie die Antwortdomain in SES: Von ihr wird die Antwort gesendet.',
    'answer-lost': 'Sehen Sie das Protokoll und die Dead Letters von receive-email an.',
    'answer-changed': 'Siehe Runbook, „Canary“: Eine Antwort wurde falsch gelesen.',
  },
};

/** In German for a German tag, else in English: the languages of the admin page. */
export function checklistTexts(locale: string): ChecklistTexts {
  return /^de\b/i.test(locale) ? de : en;
}
