/** Why a call to `/__local/` was refused, as in the product's own API (RFC 9457). */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, detail: string, errors?: Readonly<Record<string, string>>) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): object {
    return {
      type: `urn:continuous-conversations:${this.code}`,
      title: titles[this.code] ?? this.code,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

const titles: Readonly<Record<string, string>> = {
  invalid_json: 'The body is not valid JSON',
  invalid_request: 'The request is not valid',
  forbidden: 'Only this machine may ask that',
  not_found: 'There is no such thing',
  body_too_large: 'The body is too large',
  not_redrivable: 'This cannot be done again',
  not_ready: 'Not everything is wired yet',
  internal_error: 'Something went wrong here',
};

/** A field of the body is missing or wrong. */
export function invalidField(field: string, expected: string): ControlProblem {
  return new ControlProblem(400, 'invalid_request', `${field} must be ${expected}.`, {
    [field]: `must be ${expected}`,
  });
}

export function notFound(what: string): ControlProblem {
  return new ControlProblem(404, 'not_found', `There is no such ${what}.`);
}
