/** What the tasks of all clients send. The reference provider repeats, calls or fills in what a prompt names. */
export const SAY = 'Reply with exactly: First line.\nSecond line — “größer” 日本 😀, done.';
export const ONE_CALL = 'What is the weather in Paris?';
export const TWO_CALLS = 'What is the weather in Paris and in Rome?';
export const DESCRIBE = 'Describe the city of Paris as JSON.';
export const TOOL_RESULT = '18 degrees';

export const WEATHER = {
  name: 'get_weather',
  description: 'Get the current weather in a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};

export const CITY = {
  type: 'object',
  properties: { name: { type: 'string' }, capital: { type: 'boolean' }, population: { type: 'integer' } },
  required: ['name', 'capital', 'population'],
  additionalProperties: false,
};

/** Calls as a task returns them: names and arguments, and whether results can be attributed to them. */
export function describeCalls(calls) {
  const ids = calls.map(({ id }) => id);
  const usable = ids.every((id) => typeof id === 'string' && id !== '') && new Set(ids).size === ids.length;
  return { calls: calls.map((call) => [call.name, call.arguments]), ids: usable ? 'distinct' : ids };
}

/** What a user sees of an error that the API must report. */
export async function errorOf(call) {
  try {
    await call();
  } catch (error) {
    return describeError(error);
  }
  return { error: 'no error' };
}

function describeError(error) {
  const { constructor, name, message = String(error) } = error;
  const status = error.status ?? error.statusCode;
  return {
    error: name === 'Error' || name === undefined ? (constructor?.name ?? 'Error') : name,
    ...(status === undefined ? {} : { status }),
    message,
    readable: isReadable(message),
  };
}

/** Whether a message is a text of the API. `401 {…}`, as the client of Anthropic has it, contains one. */
function isReadable(message) {
  const [, body] = /^\d{3} (\{.*?\})(?:\s+Troubleshooting.*)?$/su.exec(message.trim()) ?? [];
  const text = body === undefined ? message : textIn(body);
  return typeof text === 'string' && /\p{L}/u.test(text) && !/[{<]|no body/u.test(text);
}

function textIn(body) {
  try {
    return JSON.parse(body).error.message;
  } catch {
    return body;
  }
}

/** The text until an error ends a stream, and the error. An error before any text is thrown. */
export async function untilError(pieces) {
  let text = '';
  try {
    for await (const piece of pieces) text += piece;
  } catch (error) {
    if (text === '') throw error;
    return { text, ...describeError(error) };
  }
  return { text, error: 'no error' };
}
