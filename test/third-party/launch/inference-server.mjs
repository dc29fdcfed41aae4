// node inference-server.mjs INSTALLED MODEL PORT: serves the model of scripts/tiny-model with inference-server.
import { load } from './load.mjs';

const [installed, model, port] = process.argv.slice(2);
const { InferenceServer, createExpressServer } = await load(installed, 'inference-server');
const { ChatWrapper, LlamaText, SpecialTokensText } = await load(installed, 'node-llama-cpp');

/** The first token of the answer selects its sentence. */
function sentence(text, tools) {
  if (text.includes('pong')) return 'pong';
  if (tools) return 'tool';
  if (/\bcount\b|numbers/iu.test(text)) return 'count';
  if (text.includes('JSON')) return 'json';
  return /\bcity|cities\b/u.test(text) ? 'city' : 'hello';
}

class TinyChatWrapper extends ChatWrapper {
  wrapperName = 'tiny';
  settings = {
    supportsSystemMessages: true,
    functions: {
      call: {
        optionalPrefixSpace: false,
        prefix: LlamaText(new SpecialTokensText('<tool_call>')),
        paramsPrefix: ' ',
        suffix: LlamaText(new SpecialTokensText('</tool_call>')),
        emptyCallParamsPlaceholder: {},
      },
      result: {
        prefix: LlamaText(new SpecialTokensText('<|tool|>')),
        suffix: LlamaText(new SpecialTokensText('<|end|>')),
      },
    },
    segments: {},
  };
  generateContextState({ chatHistory, availableFunctions }) {
    const parts = [];
    for (const item of chatHistory) {
      if (item.type === 'model')
        parts.push(new SpecialTokensText('<|assistant|>'), this.generateModelResponseText(item.response));
      else parts.push(new SpecialTokensText(`<|${item.type}|>`), LlamaText.fromJSON(item.text));
      if (item !== chatHistory.at(-1)) parts.push(new SpecialTokensText('<|end|>'));
    }
    const last = chatHistory.at(-1);
    if (last?.type === 'model' && last.response.length === 0) {
      const user = chatHistory.findLast(({ type }) => type === 'user');
      const tools = availableFunctions !== undefined && Object.keys(availableFunctions).length > 0;
      parts.push(new SpecialTokensText(`<|s_${sentence(user?.text ?? '', tools)}|>`));
    } else if (last?.type === 'model' && last.response.some((each) => each.type === 'functionCall')) {
      parts.push(new SpecialTokensText('<|s_weather|>'));
    }
    return { contextText: LlamaText(parts), stopGenerationTriggers: [LlamaText(new SpecialTokensText('<|end|>'))] };
  }
}

// An instance of the model is lost at each request that fails: there are enough for a run.
const INSTANCES = 200;

const server = new InferenceServer({
  log: 'warn',
  concurrency: INSTANCES,
  models: {
    tiny: {
      task: 'text-completion',
      engine: 'node-llama-cpp',
      location: model,
      device: { gpu: false, cpuThreads: 1 },
      contextSize: 2048,
      maxInstances: INSTANCES,
      chatWrapper: new TinyChatWrapper(),
      prepare: 'blocking',
    },
  },
});
await server.start();
createExpressServer(server).listen(Number(port), '127.0.0.1');
