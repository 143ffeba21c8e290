// Loaded into a measured server: answers, over its own channel, how long the event loop was blocked and what memory it has.

const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const { runInNewContext } = require('node:vm');

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', (message) => {
  if (message === 'held') {
    process.send({ held: held() / 1e6 });
    return;
  }
  // The blocking ends in the same turn in which this is answered; its sample comes a turn later.
  setTimeout(() => {
    const { rss } = process.memoryUsage();
    const block = delay.max / 1e6;
    if (message === 'reset') delay.reset();
    process.send({ block, rss: rss / 1e6, peak: (process.resourceUsage().maxRSS * 1024) / 1e6 });
  }, 5);
});
process.channel.unref();

/** What the process holds once garbage is collected, in octets. */
function held() {
  v8.setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
