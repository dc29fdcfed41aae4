import type { SingleBar } from 'cli-progress';
import type { RunEvent } from '../../core/model/event.js';
import { count } from '../../core/wire/quote.js';
import { DEFAULT_TIMEOUTS } from '../../io/http/limits.js';

/** Shows the progress of a run on stderr: a bar on a terminal, plain lines elsewhere. */
export interface Progress {
  take(event: RunEvent): void;
  stop(): void;
}

const PLAIN_EVERY = 25;

/** After so many milliseconds without a response a person wonders whether anything happens. */
const LONG_SILENCE = 10_000;

/** @param stream a bar is written to a terminal, a line for every 25 verdicts to anything else */
export async function makeProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  let total = 0;
  let done = 0;
  let diverging = 0;
  const bar: SingleBar | null = stream.isTTY
    ? new (await import('cli-progress')).SingleBar({
        stream,
        format: '{bar} {value}/{total} verdicts · {diverging} diverge · {eta_formatted} left',
        barsize: 30,
        hideCursor: true,
        clearOnComplete: true,
        etaBuffer: 30,
      })
    : null;
  let silence: NodeJS.Timeout | undefined;
  const describeSilence = (): void => {
    bar?.stop();
    stream.write(
      `No response after ${LONG_SILENCE / 1000} s. The run waits for each as long as --timeout says (${DEFAULT_TIMEOUTS.firstByte / 1000} s by default).\n`,
    );
    bar?.start(total, done, { diverging });
  };
  return {
    take(event) {
      if (event.type === 'exchange') clearTimeout(silence);
      if (event.type === 'plan') {
        const times = event.repeat ?? 1;
        total = times * event.cases.reduce((sum, each) => sum + each.specs.length, 0);
        const { length } = event.cases;
        stream.write(
          `${count(length, 'case')} planned${total === length ? '' : `, ${total} verdicts: ${describeVerdicts(times, total / times > length)}`}\n`,
        );
        bar?.start(total, 0, { diverging });
        silence = setTimeout(describeSilence, LONG_SILENCE).unref();
      } else if (event.type === 'result' && event.against !== true) {
        done += 1;
        if (event.result.verdict === 'diverges') diverging += 1;
        bar?.update(done, { diverging });
        if (bar === null && (done % PLAIN_EVERY === 0 || done === total))
          stream.write(`${done}/${total} verdicts, ${diverging} diverge\n`);
      }
    },
    stop() {
      clearTimeout(silence);
      bar?.stop();
    },
  };
}

/** Why there are more verdicts than cases. */
function describeVerdicts(times: number, hasSpecs: boolean): string {
  const repetitions = times === 1 ? [] : ['repetition of a case'];
  const specs = hasSpecs ? ['spec that documents it'] : [];
  const each = repetitions.length > 0 ? [...repetitions, ...specs] : ['spec that documents a case'];
  return `one for each ${each.join(' and ')}`;
}
