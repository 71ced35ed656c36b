const kinds =
  /\.(?:apk|app|bat|cmd|com|dll|dmg|docm|exe|hta|html?|iso|jar|js|lnk|msi|ps1|py|reg|scr|sh|svg|vbs|xlsm)$/iu;

/**
 * Whether a file of this name can run or hide something, so that an agent is warned before he sends it. The server marks more
 * kinds than these (functions/files/dangerous.ts), once the message is sent.
 */
export function looksDangerous(name: string): boolean {
  return kinds.test(name);
}
