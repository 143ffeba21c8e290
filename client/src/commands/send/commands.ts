// What the commands that send are called.

export const sendCommand = 'mailWorkbench.send.send';
export const sendToCommand = 'mailWorkbench.send.sendTo';
export const checkCommand = 'mailWorkbench.send.check';
export const resultCommand = 'mailWorkbench.send.showResult';
