import * as squall from "squall";
import { answerOf } from "../../../answer.js";

export const loader = async () => new Response(await answerOf(squall));
