import { headerPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

/**
 * Response headers with a single value, besides Content-Type, which `content-type-once` judges. In `MISLEADING` a second
 * value changes what clients do.
 */
const MISLEADING = ['content-length', 'location', 'retry-after', 'content-range', 'access-control-allow-origin'];
const SINGLE = [...MISLEADING, 'content-location', 'date', 'server', 'etag', 'last-modified', 'expires', 'age'];

/** A header with a single value is one line. */
export const headerOnce = defineCheck({
  id: 'header-once',
  title: 'Headers with a single value are not repeated',
  stage: 'http',
  scope: 'answer',
  kinds: ['repeated'],
  looksAt: 'errors-too',
  consequenceOf: ['http-message'],
  explain: {
    what: `A response has one line of each header that HTTP defines with a single value: ${SINGLE.join(', ')}. A repeated ${MISLEADING.join(', ')} misleads clients; a repetition of the others is at most a \`should\`.`,
    causes:
      'A gateway that adds its own headers to those of its upstream, or copies the headers of the upstream and lets its framework write them again.',
    falseAlarm:
      'The tool that wrote a capture may have duplicated headers: the same value twice in a capture is a note.',
    seen: ['songquanpeng/one-api#528', 'apache/shenyu#1861', 'haga-rak/fluxzy.core#616'],
  },
  applies: ({ answer }) => SINGLE.some((name) => answer.header(name).length > 0),
  *judge({ answer }) {
    for (const name of SINGLE) {
      const values = answer.header(name);
      if (values.length < 2) continue;
      const isCopied = !answer.exchange.raw && new Set(values).size === 1;
      const level = isCopied ? 'note' : MISLEADING.includes(name) ? null : 'should';
      yield {
        code: 'header-repeated',
        args: { name, values },
        at: headerPlace(name),
        level: level ?? undefined,
      };
    }
  },
});
