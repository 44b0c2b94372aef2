import { faultsOfPart } from "../support/faults.js";

faultsOfPart(1);
