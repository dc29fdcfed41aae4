/**
 * Cuts a text into pieces that play the part of tokens: a word with the space before it, a run of digits or
 * punctuation, one character of any other script. Joined again they are the text.
 */
export function tokenize(text: string): readonly string[] {
  return text.match(/\s?[A-Za-z]+|\s?\d{1,3}|\s?[^\sA-Za-z\d]|\s+/gu) ?? [];
}

/** How many tokens a prompt of these messages and tools is counted as. */
export function countPromptTokens(messages: unknown, tools: unknown): number {
  const said = tokenize(JSON.stringify(messages) ?? '').length;
  const offered = tools === undefined ? 0 : tokenize(JSON.stringify(tools) ?? '').length;
  return Math.ceil((said + offered) / 2) + 3;
}
