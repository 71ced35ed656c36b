import type { Check } from '../../contract/admin.ts';

/** Whether e-mails go out although the check is not in order: with two automatic messages at once, visitors get one of them. */
export function isAdvice({ id }: Check): boolean {
  return id === 'one-automatic-voice';
}
