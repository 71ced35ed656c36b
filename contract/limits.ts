/** What docs/api.md allows, where both sides must know it. */

/** Of a message's text. */
export const mostMessageCharacters = 10_000;
export const mostMessageFiles = 10;
/** Of one file: 20 MB. */
export const mostFileBytes = 20 * 1024 * 1024;
/** Of a visitor's name. */
export const mostNameCharacters = 200;
export const mostIdentityTokenCharacters = 4096;
/** That one page lists. */
export const mostPageMessages = 200;
