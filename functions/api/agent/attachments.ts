import { grantUpload } from '../uploads/grant-upload.ts';
import type { AgentHandler } from './identity.ts';
import type { AgentPorts } from './ports.ts';

/** `POST /v1/agent/attachments` */
export function createUpload(ports: AgentPorts): AgentHandler {
  return (request, { agent }) => grantUpload(ports, { kind: 'agent', id: agent.id }, request.json());
}
