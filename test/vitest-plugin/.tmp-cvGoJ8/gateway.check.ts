import { conformanceTests } from 'llm-conformance/vitest';
conformanceTests({ reference: 'openai', specs: ['opnai'] });
