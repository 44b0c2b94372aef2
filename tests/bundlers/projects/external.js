import * as squall from "squall";
import { answerOf } from "./answer.js";

console.log(await answerOf(squall));
