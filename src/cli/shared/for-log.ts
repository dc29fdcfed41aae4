/**
 * Text for stdout. A workflow log of GitHub treats `##[` anywhere in a line as a command; text of a server must not contain
 * one.
 */
export function forLog(text: string): string {
  return process.env['GITHUB_ACTIONS'] === 'true' ? text.replaceAll('##[', '## [') : text;
}
