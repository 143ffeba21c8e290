// Loaded into a measured server: answers, over its own channel, how long the event loop was blocked and what memory it has.

const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', (message) => {
  if (message === 'reset') delay.reset();
  // The blocking ends in the same turn in which this is answered; its sample comes a turn later.
  setTimeout(() => {
    const { rss } = process.memoryUsage();
    process.send({ block: delay.max / 1e6, rss: rss / 1e6, peak: (process.resourceUsage().maxRSS * 1024) / 1e6 });
  }, 5);
});
process.channel.unref();
