import { render } from "preact";
import { App } from "./app";
import "./base.css";
import "./tables.css";
import "./plans.css";
import "./picture.css";
import "./frame.css"; // last: what a narrow window changes

render(<App />, document.getElementById("studio")!);
