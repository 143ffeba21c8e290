// An extension for the bench: tells how long the extension host that it runs in was blocked, and what memory that holds.

const { writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const { runInNewContext } = require('node:vm');
const { commands } = require('vscode');

const delay = monitorEventLoopDelay({ resolution: 1 });
let held = 0;
let cpu = 0;
let before;
let ticking;

function begin() {
  held = collected();
  cpu = 0;
  before = process.threadCpuUsage();
  delay.reset();
  delay.enable();
  ticking = setInterval(tick, 1);
}

function end() {
  delay.disable();
  clearInterval(ticking);
  tick();
  // Collecting garbage by hand is no blocking that a user would see.
  const result = { wall: delay.max / 1e6, cpu, growth: (collected() - held) / 1e6 };
  result.rss = process.memoryUsage().rss / 1e6;
  writeFileSync(path.join(tmpdir(), 'host-probe.json'), JSON.stringify(result));
}

/** Runs between any two turns: what was used since belongs to one of them. */
function tick() {
  const now = process.threadCpuUsage();
  cpu = Math.max(cpu, (now.user - before.user + now.system - before.system) / 1000);
  before = now;
}

function collected() {
  v8.setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('hostProbe.begin', begin),
    commands.registerCommand('hostProbe.end', end),
  );
};
