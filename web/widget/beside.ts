/** Fetches a module that lies beside the panel's own file: a part, or a language. */
export function fetchBeside(file: string): Promise<unknown> {
  return import(new URL(file, import.meta.url).href);
}
