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
    `Deploy again: the configuration set ${configurationSet} must publish to EventBridge.`,
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
    `Stellen Sie erneut bereit: Der Konfigurationssatz ${configurationSet} muss an EventBridge melden.`,
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
};

/** In German for a German tag, else in English: the languages of the admin page. */
export function checklistTexts(locale: string): ChecklistTexts {
  return /^de\b/i.test(locale) ? de : en;
}
