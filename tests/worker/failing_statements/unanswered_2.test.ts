import { unansweredOfPart } from "../support/unanswered.js";

unansweredOfPart(1);
