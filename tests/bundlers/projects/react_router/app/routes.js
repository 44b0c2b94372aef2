import { route } from "@react-router/dev/routes";

export default [route("answer", "routes/answer.js")];
