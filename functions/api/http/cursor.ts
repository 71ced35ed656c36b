import { Problem } from './problem.ts';

/** The page behind a cursor that somebody gave: throws a 400 Problem where the table says that it is none. */
export async function pageAt<Page>(page: Promise<Page>): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem(400, 'invalid_request', 'cursor is none.', { errors: { cursor: 'is none' } });
  }
}
