/** A text with its links. Until it is there, and where it cannot be fetched, the text stands without. */
export { MessageText as default } from '../../shared/message-text.tsx';
