// node llmops-gateway.mjs INSTALLED PORT: serves the application of @llmops/gateway, as its documents show.
import { load } from './load.mjs';

const [installed, port] = process.argv.slice(2);
const { serve } = await load(installed, '@hono/node-server');
const { default: app } = await load(installed, '@llmops/gateway');
serve({ fetch: app.default.fetch, port: Number(port), hostname: '127.0.0.1' });
