import { addStyle } from '../styles.ts';
import css from './asking.css';
import button from './button.css';
import { EmailCard } from './email-card.tsx';
import { Unreachable } from './unreachable.tsx';

addStyle(button + css);

/** The part that asks for an e-mail address, or for another one. */
export default { EmailCard, Unreachable };
