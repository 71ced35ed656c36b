/** What a function's worker is started with. */
export interface WorkerStart {
  /** URL of the module that exports the handler. */
  readonly module: string;
  readonly handler: string;
  /** The stepped clock's offset in milliseconds, as one 64-bit integer. */
  readonly clockOffset: SharedArrayBuffer;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

export interface InvokeMessage {
  readonly id: string;
  /** JSON: a handler gets a copy of its own. */
  readonly event: string;
  readonly timeoutMs: number;
}

/** What a function answers when it fails. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: string[];
}

export type WorkerMessage =
  | { readonly kind: 'result'; readonly id: string; readonly payload: string }
  | { readonly kind: 'error'; readonly id: string; readonly error: FunctionError };
