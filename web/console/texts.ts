import { language } from './language.ts';
import type { Language } from './language.ts';

/**
 * What the pages for agents and admins have in common. So few words that each page carries them in all languages: it has
 * something to say before its own words are there, and when they do not come.
 */
interface ConsoleTexts {
  readonly signIn: string;
  readonly signInAs: string;
  readonly localNote: string;
  readonly asAdmin: (name: string) => string;
  readonly signOut: string;
  readonly signingIn: string;
  readonly signInFailed: string;
  readonly notAllowed: string;
  readonly noAnswer: string;
  readonly tryAgain: string;
  readonly notLoaded: string;
  readonly languageName: string;
  readonly languageLabel: string;
  readonly close: string;
  readonly cancel: string;
  readonly noConnection: string;
  readonly failed: string;
  readonly agentPage: string;
  readonly adminPage: string;
}

const texts: Readonly<Record<Language, ConsoleTexts>> = {
  en: {
    signIn: 'Sign in',
    signInAs: 'Who are you?',
    localNote: 'No password: this system runs on your machine only.',
    asAdmin: (name) => `${name}, as admin`,
    signOut: 'Sign out',
    signingIn: 'Signing in …',
    signInFailed: 'Signing in did not work.',
    notAllowed: 'Your account has no access to this page. Whoever manages the accounts can add you to the right group.',
    noAnswer: 'The server could not be reached, or did not answer as it should.',
    tryAgain: 'Try again',
    notLoaded: 'A part of this page could not be loaded. If that happens again, reload the page.',
    languageName: 'English',
    languageLabel: 'Language',
    close: 'Close',
    cancel: 'Cancel',
    noConnection: 'No connection to the server. Trying again …',
    failed: 'That did not work. Please try again.',
    agentPage: 'Agent workspace',
    adminPage: 'Admin',
  },
  de: {
    signIn: 'Anmelden',
    signInAs: 'Wer sind Sie?',
    localNote: 'Ohne Passwort: Dieses System läuft nur auf Ihrem Rechner.',
    asAdmin: (name) => `${name}, als Admin`,
    signOut: 'Abmelden',
    signingIn: 'Anmeldung läuft …',
    signInFailed: 'Die Anmeldung hat nicht geklappt.',
    notAllowed:
      'Ihr Konto hat keinen Zugang zu dieser Seite. Wer die Konten verwaltet, kann Sie in die passende Gruppe aufnehmen.',
    noAnswer: 'Der Server ist nicht erreichbar oder hat nicht richtig geantwortet.',
    tryAgain: 'Erneut versuchen',
    notLoaded:
      'Ein Teil dieser Seite konnte nicht geladen werden. Geschieht das noch einmal, laden Sie die Seite bitte neu.',
    languageName: 'Deutsch',
    languageLabel: 'Sprache',
    close: 'Schließen',
    cancel: 'Abbrechen',
    noConnection: 'Keine Verbindung zum Server. Neuer Versuch …',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    agentPage: 'Arbeitsplatz',
    adminPage: 'Verwaltung',
  },
};

/** The common texts in the language that is shown. Read inside a component it renders again with it. */
export function consoleTexts(): ConsoleTexts {
  return texts[language.value];
}

/** The name of a language in itself. */
export function languageName(of: Language): string {
  return texts[of].languageName;
}
