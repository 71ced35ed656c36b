import { parseArgs } from 'node:util';

export interface Options {
  /** 0 picks a free one. */
  readonly port: number;
  readonly smtpPort: number;
  /** Where everything is kept. */
  readonly dataFolder: string;
  /** Begin with nothing. */
  readonly fresh: boolean;
}

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const usage = 'npm start -- [--port 3000] [--smtp-port 2525] [--data .local] [--fresh]';

/** Reads the command line. Throws UsageError. */
export function optionsFrom(args: readonly string[]): Options {
  let values: { port?: string; 'smtp-port'?: string; data?: string; fresh?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'smtp-port': { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  return {
    port: portFrom('--port', values.port, 3000),
    smtpPort: portFrom('--smtp-port', values['smtp-port'], 2525),
    dataFolder: values.data ?? '.local',
    fresh: values.fresh ?? false,
  };
}

function portFrom(option: string, text: string | undefined, otherwise: number): number {
  const port = text === undefined ? otherwise : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError(`${option} must be a port from 0 to 65535, not ${text ?? ''}\n${usage}`);
}
