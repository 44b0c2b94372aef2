import { openWith, SquallError } from "squall/module";
import bytes from "squall/squall.wasm";
import { answerOf } from "./answer.js";

console.log(await answerOf({ open: openWith(bytes), SquallError }));
