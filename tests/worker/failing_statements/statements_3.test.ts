import { faultsOfPart } from "../support/failing_statements.js";

faultsOfPart(2);
