import { randomBytes, randomUUID } from 'node:crypto';
import type { Deployed } from '../deployment/deployed.ts';
import type { Message } from './answers.ts';
import { mailTo } from './mail.ts';
import { visitorInChat } from './people.ts';
import type { VisitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

const content = randomBytes(2000);
const announced = { filename: 'a b (1).png', contentType: 'image/png', size: content.length };

/** A visitor's message with a file. */
export async function postFile(stack: Deployed, visitor: VisitorInChat): Promise<Message> {
  const options = { token: visitor.token, body: announced };
  const { id, upload } = await stack.expectCall(201, 'POST', '/v1/visitor/attachments', options);
  await stack.fetchUrl(upload.url, { method: 'PUT', headers: upload.headers, body: content });
  const body = { clientMessageId: randomUUID(), text: '', attachmentIds: [id] };
  const path = `/v1/visitor/conversations/${visitor.conversation}/messages`;
  return (await stack.expectCall(201, 'POST', path, { token: visitor.token, body })).message;
}

/** Files that browsers put into the bucket and get from it. */
export const files: readonly Scenario[] = [
  {
    name: 'a visitor’s file goes up as announced, and only so, and comes down with its message',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const options = { token: vera.token, body: announced };
      const { id, upload } = await stack.expectCall(201, 'POST', '/v1/visitor/attachments', options);
      const put = (body: Buffer, headers = upload.headers) =>
        stack.fetchUrl(upload.url, { method: 'PUT', headers, body });
      expect((await put(content, { ...upload.headers, 'content-type': 'text/html' })).status).toBe(403);
      expect((await put(Buffer.concat([content, content]))).status).toBe(403);
      const path = `/v1/visitor/conversations/${vera.conversation}/messages`;
      const body = { clientMessageId: randomUUID(), text: '', attachmentIds: [id] };
      const early = await stack.expectCall(400, 'POST', path, { token: vera.token, body });
      expect(early.code).toBe('attachment_not_uploaded');
      expect((await put(content)).status).toBe(200);
      const { message } = await stack.expectCall(201, 'POST', path, { token: vera.token, body });
      const got = await stack.fetchUrl(message.attachments[0]?.url ?? '');
      expect(got.status).toBe(200);
      expect(got.body.equals(content)).toBe(true);
      expect(got.headers['content-disposition']).toContain('attachment');
    },
  },
  {
    name: 'an agent’s file goes along with the e-mail, and is deleted with its message',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { id, upload } = await stack.agent(201, 'POST', '/v1/agent/attachments', announced);
      await stack.fetchUrl(upload.url, { method: 'PUT', headers: upload.headers, body: content });
      const path = `/v1/agent/conversations/${vera.conversation}/messages`;
      const body = {
        clientMessageId: randomUUID(),
        text: 'See the picture.',
        attachmentIds: [id],
        notify: 'now',
      };
      const { message } = await stack.agent(201, 'POST', path, body);
      const mail = await mailTo(stack, vera.email!);
      const attachments = mail.request.Content.Simple?.Attachments ?? [];
      expect(attachments.map(({ FileName }) => FileName)).toEqual([announced.filename]);
      const url = message.attachments[0]?.url ?? '';
      expect((await stack.fetchUrl(url)).status).toBe(200);
      await stack.agent(200, 'DELETE', `${path}/${String(message.seq)}`);
      await stack.eventually('the file is gone', async () => (await stack.fetchUrl(url)).status === 404);
    },
  },
];
