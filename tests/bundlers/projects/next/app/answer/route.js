import * as squall from "squall";
import { answerOf } from "../../../answer.js";

export const dynamic = "force-dynamic";
export const GET = async () => new Response(await answerOf(squall));
