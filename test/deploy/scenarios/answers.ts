/**
 * What answers of the API hold, as far as the scenarios look at it. One shape for all of them: which answer has which field is said
 * in docs/api.md, and a field that is missing makes the scenario fail.
 */
export interface Answered {
  readonly active: boolean;
  readonly admin: boolean;
  readonly agents: readonly { readonly id: string }[];
  readonly code: string;
  readonly conversation: Conversation;
  readonly conversationId: string;
  readonly conversations: readonly Conversation[];
  readonly cursor?: string;
  readonly decisions: readonly { readonly decision: string }[];
  readonly delayMinutes: number;
  readonly email: { readonly text: string };
  readonly emails: readonly { readonly episode: number }[];
  readonly headers: Readonly<Record<string, string>>;
  readonly id: string;
  readonly locale: string;
  readonly mail: readonly { readonly id: string; readonly from: string }[];
  readonly message: Message;
  readonly messages: readonly Message[];
  readonly name: string;
  readonly sesId: string;
  readonly text: string;
  readonly token: string;
  readonly triggers: readonly { readonly id: string; readonly active: boolean; readonly texts: object }[];
  readonly upload: { readonly url: string; readonly headers: Record<string, string> };
  readonly url: string;
  readonly version: number;
  readonly visitor: { readonly id: string; readonly emailState?: string };
  readonly visitors: readonly { readonly id: string }[];
}

export interface Conversation {
  readonly id: string;
  readonly continues?: string;
  readonly optedOut?: boolean;
  readonly pendingNotification?: object;
}

export interface Message {
  readonly seq: number;
  readonly text: string;
  readonly channel: string;
  readonly kind?: string;
  readonly author: { readonly kind: string };
  readonly attachments: readonly { readonly url: string }[];
  readonly notification?: Notification;
}

export interface Notification {
  readonly state: string;
  readonly dueAt: string;
  readonly reason?: string;
}
