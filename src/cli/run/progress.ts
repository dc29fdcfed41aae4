import type { SingleBar } from 'cli-progress';
import type { RunEvent } from '../../core/model/event.js';

/** Shows the progress of a run on stderr: a bar on a terminal, plain lines elsewhere. */
export interface Progress {
  take(event: RunEvent): void;
  stop(): void;
}

const PLAIN_EVERY = 25;

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
  return {
    take(event) {
      if (event.type === 'plan') {
        const times = event.repeat ?? 1;
        total = times * event.cases.reduce((sum, each) => sum + each.specs.length, 0);
        const { length } = event.cases;
        stream.write(`${length} cases planned${total === length ? '' : `, ${total} verdicts`}\n`);
        bar?.start(total, 0, { diverging });
      } else if (event.type === 'result' && event.against !== true) {
        done += 1;
        if (event.result.verdict === 'diverges') diverging += 1;
        bar?.update(done, { diverging });
        if (bar === null && (done % PLAIN_EVERY === 0 || done === total))
          stream.write(`${done}/${total} verdicts, ${diverging} diverge\n`);
      }
    },
    stop: () => bar?.stop(),
  };
}
