import { defineCheck } from '../../../check.js';
import { chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** The text and the calls of an answer are in one choice. */
export const toolCallsTogether = defineCheck({
  id: 'tool-calls-together',
  title: 'Text and tool calls of an answer are in one choice',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['unexpected'],
  consequences: ['tool-finish-reason'],
  explain: {
    what: 'If one choice is requested, its text and all its tool calls are in that choice. Clients read only the first choice, so calls must not be spread over further ones.',
    causes: 'A converter that turns each block of the upstream (text, tool use) into a separate choice.',
    falseAlarm: 'None known. With `n` above 1 the check does not run: each choice may have calls then.',
    seen: ['SWE-agent/mini-swe-agent#804'],
  },
  applies: (input) =>
    answered(input) && input.requested.outputs === 1 && chatReply(input).outputs.some(({ calls }) => calls.length > 0),
  *judge({ reply }) {
    const choices = chatReply({ reply }).outputs;
    // If the index of a choice counts chunks, calls are torn apart; another check reports that.
    if (choices.some(({ calls }) => calls.some(({ first }) => !first.name && !first.id))) return;
    for (const { calls } of choices.slice(1)) {
      const call = calls[0];
      if (!call) continue;
      yield { code: 'call-in-other-choice', args: {}, at: call.place };
    }
  },
});
