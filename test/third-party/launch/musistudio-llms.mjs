// node musistudio-llms.mjs INSTALLED PORT UPSTREAM: serves @musistudio/llms with one provider.
import { load } from './load.mjs';

const [installed, port, upstream] = process.argv.slice(2);
const loaded = await load(installed, '@musistudio/llms');
const Server = loaded.default?.default ?? loaded.default;
const providers = [{ name: 'reference', api_base_url: upstream, api_key: process.env.GATEWAY_KEY, models: ['gpt-4o'] }];
await new Server({
  initialConfig: { providers, HOST: '127.0.0.1', PORT: port, LOG: false },
  logger: false,
}).start();
