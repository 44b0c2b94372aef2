// Questions of the module's thread to the main thread, which has the network. The module's thread waits for each answer.
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";

/** Both ends: the module's is sent to its thread. */
export function openChannel() {
  const { port1, port2 } = new MessageChannel();
  return { mine: port1, theirs: { port: port2, flag: new SharedArrayBuffer(4) } };
}

/** Asks in the module's thread. */
export function asker({ port, flag }) {
  const answered = new Int32Array(flag);
  return (what, value) => {
    Atomics.store(answered, 0, 0);
    port.postMessage({ what, value });
    Atomics.wait(answered, 0, 0);
    const { message } = receiveMessageOnPort(port);
    if (message.error !== undefined) throw new Error(message.error);
    return message.value;
  };
}

/** Answers in the main thread: `answers` has a function for each question. */
export function answer(port, flag, answers) {
  const answered = new Int32Array(flag);
  port.on("message", async ({ what, value }) => {
    let message;
    try {
      message = { value: await answers[what](value) };
    } catch (error) {
      message = { error: String(error?.stack ?? error) };
    }
    port.postMessage(message);
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
}
