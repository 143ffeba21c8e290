// Loaded with `--require`: when the process ends it adds its CPU time, of all threads in milliseconds, to a file.

const { appendFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    appendFileSync(process.env.MAIL_WORKBENCH_CPU_TIME, `${(user + system) / 1000}\n`);
  });
}
