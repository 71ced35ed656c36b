import type { JSX } from 'preact';
import type { AnsweredPassage, Message } from '../../contract/messages.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { replyIcon } from '../shared/icons.ts';
import { MessageText } from '../shared/message-text.tsx';
import { areWholeText } from './passages.ts';
import { texts } from './texts/texts.ts';

interface MessagePassagesProps {
  readonly message: Message;
  /** The text of a message of this conversation, as far as it is loaded. */
  readonly textOf: (seq: number) => string | undefined;
}

/** What a message says. Where its author wrote between quoted lines, each passage stands below what it answers. */
export function MessagePassages({ message, textOf }: MessagePassagesProps): JSX.Element {
  const t = texts();
  const { text, answers = [] } = message;
  if (answers.length === 0) {
    return (
      <>
        {text !== '' && <MessageText text={text} />}
        {message.kind === 'encrypted-mail' && <p>{t.encryptedHint}</p>}
      </>
    );
  }
  const passages = answers.map((answer, at) => <Passage key={at} answer={answer} textOf={textOf} />);
  if (areWholeText(answers, text)) return <div class="passages">{passages}</div>;
  return (
    <>
      <MessageText text={text} />
      <details class="quoted">
        <summary>{t.whatItAnswers}</summary>
        <div class="passages">{passages}</div>
      </details>
    </>
  );
}

interface PassageProps extends Pick<MessagePassagesProps, 'textOf'> {
  readonly answer: AnsweredPassage;
}

function Passage({ answer: { seq, quoted, text }, textOf }: PassageProps): JSX.Element {
  const t = texts();
  const answered = plainName((seq === undefined ? undefined : textOf(seq)) ?? quoted ?? '');
  return (
    <div>
      {answered !== '' && (
        <p class="answered" title={answered}>
          <IconShape shape={replyIcon} />
          <span class="hidden">{t.answers}</span>
          <bdi>{answered}</bdi>
        </p>
      )}
      <MessageText text={text} />
    </div>
  );
}
