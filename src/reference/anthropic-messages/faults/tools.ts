import { put } from '../../edit.js';
import { accepting, faultsOf, inMessage, refusing, reportedBy } from './kit.js';

/** Faults of tools. */
export const toolFaults = faultsOf('tools', [
  {
    id: 'messages-choice-none-ignored',
    title: 'tool_choice none is treated as auto.',
    expect: reportedBy('tool-choice', 'body /content/*'),
    shownBy: ['tools/none'],
    hooks: { requested: (requested) => (requested.choice === 'none' ? { ...requested, choice: 'auto' } : requested) },
  },
  {
    id: 'messages-tools-ignored',
    title: 'Tools are accepted and never called.',
    expect: reportedBy('tool-choice', 'body /content'),
    shownBy: ['tools/any'],
    hooks: { requested: (requested) => ({ ...requested, tools: [] }) },
  },
  {
    id: 'messages-parallel-not-disabled',
    title: 'disable_parallel_tool_use is dropped: several calls come.',
    expect: reportedBy('parallel-tool-calls', 'body /content/*'),
    shownBy: ['tools/one-call'],
    hooks: { requested: (requested) => ({ ...requested, parallel: true }) },
  },
  {
    id: 'messages-ids-alike',
    title: 'All tool_use blocks of a message have one id.',
    expect: reportedBy('tool-use-id', 'body /content/*/id'),
    shownBy: ['tools/parallel'],
    hooks: inMessage(put('/content/*/id', 'toolu_same')),
  },
  {
    id: 'messages-id-form',
    title: 'The id of a call is functions.NAME:0.',
    expect: reportedBy('schema', 'body /content/*/id'),
    shownBy: ['tools/no-arguments'],
    hooks: inMessage(put('/content/*/id', 'functions.ping_server:0')),
  },
  {
    id: 'messages-name-prefixed',
    title: 'The name of a call has a prefix.',
    expect: reportedBy('tool-call-name', 'body /content/*/name'),
    shownBy: ['tools/no-arguments'],
    hooks: inMessage(put('/content/*/name', 'default_api.ping_server')),
  },
  {
    id: 'messages-reason-tool-calls',
    title: 'A plain answer has stop_reason tool_use.',
    expect: reportedBy('tool-finish-reason', 'body /stop_reason'),
    shownBy: ['tools/unneeded'],
    hooks: inMessage(put('/stop_reason', 'tool_use')),
  },
  {
    id: 'messages-text-before-forced-call',
    title: 'With tool_choice any, text comes before the call.',
    expect: reportedBy('forced-call-first', 'body /content/*/text'),
    shownBy: ['tools/any'],
    hooks: {
      completion: (completion) => ({
        ...completion,
        blocks: [{ type: 'text', tokens: ['I will look.'] }, ...completion.blocks],
      }),
    },
  },
  {
    id: 'messages-tool-results-refused',
    title: 'Tool results are refused.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['tools/result'],
    hooks: refusing((body) => JSON.stringify(body).includes('"tool_result"')),
  },
  {
    id: 'messages-orphan-result-accepted',
    title: 'A tool result that answers no call is accepted.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/orphan-result'],
    hooks: accepting('orphan-tool-result'),
  },
]);
