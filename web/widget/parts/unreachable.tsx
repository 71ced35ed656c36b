import type { JSX, RefObject } from 'preact';
import { useWords } from '../words.ts';

export interface UnreachableProps {
  readonly email: string;
  /** The session may not change the profile. */
  readonly isFixed: boolean;
  readonly panel: RefObject<HTMLElement | null>;
}

/** Says that an e-mail came back, and leads to the question for another address. */
export function Unreachable({ email, isFixed, panel }: UnreachableProps): JSX.Element {
  const { t } = useWords();
  return (
    <p class="banner" role="alert">
      <span>
        <bdi>{t.unreachable(email)}</bdi>
      </span>
      {!isFixed && (
        <button
          type="button"
          class="text-button"
          onClick={() => panel.current?.querySelector<HTMLElement>('.email-form input')?.focus()}
        >
          {t.emailChange}
        </button>
      )}
    </p>
  );
}
