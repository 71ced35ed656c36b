/** Every code a problem may carry; docs/api.md says what each means. */
export type ProblemCode =
  | 'invalid_json'
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conversation_closed'
  | 'stale_version'
  | 'nothing_pending'
  | 'message_not_yours'
  | 'no_conversation'
  | 'mail_has_virus'
  | 'mail_cannot_begin'
  | 'mail_settled'
  | 'gone'
  | 'body_too_large'
  | 'attachment_not_uploaded'
  | 'attachment_type_refused'
  | 'email_invalid'
  | 'email_not_ascii'
  | 'email_undeliverable'
  | 'email_refused'
  | 'email_unknown'
  | 'export_too_large'
  | 'busy'
  | 'issuer_unavailable'
  | 'internal_error';

const titles: Readonly<Record<ProblemCode, string>> = {
  invalid_json: 'The body is not valid JSON',
  invalid_request: 'The request is not valid',
  unauthorized: 'A valid token is needed',
  forbidden: 'The token does not allow this',
  not_found: 'There is no such thing',
  conversation_closed: 'The conversation is closed',
  stale_version: 'Somebody else has changed it meanwhile',
  nothing_pending: 'No e-mail is pending',
  message_not_yours: 'Only its author can take a message back',
  no_conversation: 'The mail belongs to no conversation',
  mail_has_virus: 'The mail has a virus',
  mail_cannot_begin: 'No conversation can begin with the mail',
  mail_settled: 'Somebody has already decided about the mail',
  gone: 'The link has expired or was revoked',
  body_too_large: 'The body is too large',
  attachment_not_uploaded: 'The file was not uploaded',
  attachment_type_refused: 'Files of this type cannot be sent',
  email_invalid: 'This is not an e-mail address',
  email_not_ascii: 'The e-mail address has a character that cannot be used',
  email_undeliverable: 'E-mail to this address could not be delivered',
  email_refused: 'SES refused the e-mail',
  email_unknown: 'SES did not say whether it took the e-mail',
  export_too_large: 'There is more of the visitor than one answer can hold',
  busy: 'Too many are writing at once',
  issuer_unavailable: 'The login of the agents gives no keys to verify tokens with',
  internal_error: 'Something went wrong here',
};

/** Field errors by the field's name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A refusal that the caller is told of, as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: ProblemCode;
  readonly errors: FieldErrors | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: ProblemCode,
    detail: string = titles[code],
    more: { readonly errors?: FieldErrors; readonly retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  /** The body of the answer. */
  body(): Readonly<Record<string, unknown>> {
    const { code, status, errors } = this;
    const body = {
      type: `urn:continuous-conversations:${code}`,
      title: titles[code],
      status,
      detail: this.message,
      code,
    };
    return errors === undefined ? body : { ...body, errors };
  }
}

/** There is no such thing, or it is not the caller's: which of the two is not told. */
export function notFound(what = 'thing'): Problem {
  return new Problem(404, 'not_found', `There is no such ${what}.`);
}
