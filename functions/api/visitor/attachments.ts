import type { Handler } from '../http/api.ts';
import { grantUpload } from '../uploads/grant-upload.ts';
import { authenticate } from './session.ts';
import type { VisitorPorts } from './session.ts';

/** `POST /v1/visitor/attachments` */
export function createUpload(ports: VisitorPorts): Handler {
  return async (request) => {
    const { visitor } = await authenticate(ports, request);
    return grantUpload(ports, { kind: 'visitor', id: visitor.id }, request.json());
  };
}
