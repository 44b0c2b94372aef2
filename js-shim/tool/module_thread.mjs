// The module in a thread of its own; the main thread has the network.
import { parentPort, workerData } from "node:worker_threads";
import { asker } from "./channel.mjs";
import { runModule } from "./module.mjs";

const { file, args, channel } = workerData;
parentPort.postMessage(runModule(file, args, { ask: asker(channel) }));
channel.port.close();
